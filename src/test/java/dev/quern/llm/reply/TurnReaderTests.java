package dev.quern.llm.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TurnReaderTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "It runs on water.|It runs on water.",
        "Miller: It runs.|It runs.",
        "**Miller:** It runs.|It runs.",
        "[Miller] It runs.|It runs.",
        "Assistant: It runs.|It runs.",
        "It runs.\\n\\nGuest: And then?\\n\\nMiller: It stops.|It runs.",
        "<think>Hm.</think>It runs.|It runs.",
        "Two things:\\n- one\\n- two: more|Two things:\\n- one\\n- two: more",
        "END|END",
        "{'speaker':'Miller','message':'It runs.'}|It runs.",
        "```json\\n{\"mill\": \"on\"}\\n```|```json\\n{\"mill\": \"on\"}\\n```"
      })
  void readsWhatOneSpeakerSays(String reply, String said) {
    Reply whole = Reply.of(reply.replace("\\n", "\n"));
    assertThat(TurnReader.read(whole, "Miller", "Guest"))
        .isEqualTo(new TurnReader.Turn(said.replace("\\n", "\n"), false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[END]|[END]",
        "`[END]`|[END]",
        "END.|[END]",
        "There is nothing more to ask. [END]|[END]",
        "Thanks, that helps.\\n\\n[END]|[END]",
        "没有别的问题了。【END】|[END]",
        "[END]\\n\\n(The source holds nothing more.)|[END]",
        "```json\\n{\"question\": \"[END]\"}\\n```|[END]",
        "```json\\n{\"question\": \"Why is that?\"}\\n```|Why is that?",
        "{\"speaker\":\"Guest\",\"message\":\"Why is that?\"}|Why is that?",
        "[END] marks what in a file?|[END] marks what in a file?",
        "What comes after [END]|What comes after [END]",
        "This is the [END] of it.|This is the [END] of it."
      })
  void readsTheNextQuestionOrThatThereIsNone(String reply, String asked) {
    Reply whole = Reply.of(reply.replace("\\n", "\n"));
    assertThat(TurnReader.readQuestion(whole, "Guest", "Miller"))
        .isEqualTo(new TurnReader.Turn(asked, false));
  }

  @Test
  void refusesAnObjectThatCanBeReadInTwoWays() {
    String doubtful = "{\"question\": \"Does it split at '\\n'?\"}";
    assertThatExceptionOfType(UnreadableReplyException.class)
        .isThrownBy(() -> TurnReader.readQuestion(Reply.of(doubtful), "Guest", "Miller"))
        .withMessageContaining("two ways");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "It runs on water. It has|It runs on water.|true",
        "It runs.\\nGuest: And then? I would|It runs.|false",
        "Miller: It runs on water.|It runs on water.|true"
      })
  void takesTheWholeSentencesOfATurnThatWasCutOff(String reply, String said, boolean cutOff) {
    Reply cut = new Reply(reply.replace("\\n", "\n"), null, true);
    assertThat(TurnReader.read(cut, "Miller", "Guest"))
        .isEqualTo(new TurnReader.Turn(said, cutOff));
  }

  /** Lines that begin with the name of a speaker and are no turn. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "So:\n```yaml\nservices:\n  web:\n    image: nginx\nuser: root\nUser: root\n```\nThat is all.",
        "services:\n  web:\n    image: nginx\n    user: root\n    User: root\n    ports: [80]",
        "Log in with:\nUser: admin\nPassword: x",
        "Log in with:\n\nUser: admin",
        "The account is this.\nUser: admin\nPassword: x\nThen go on.",
        "Server: example.org\n**User:** admin",
        "user: root is what the file says.\nuser: root",
        "User: admin\nPassword: x",
      })
  void keepsFieldsThatAreNamedLikeASpeaker(String reply) {
    assertThat(TurnReader.read(Reply.of(reply), "Assistant", "User"))
        .isEqualTo(new TurnReader.Turn(reply, false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Giriş bilgileri:\\nKullanıcı: yonetici\\nParola: x|Kullanıcı",
        "登录信息：\\n用户：admin\\n密码：x|用户"
      })
  void keepsSuchFieldsInEveryLanguage(String reply, String other) {
    String said = reply.replace("\\n", "\n");
    assertThat(TurnReader.read(Reply.of(said), "Miller", other).text()).isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "It runs.\\nuser: And then?|It runs.",
        "It runs.\\nUSER: And then?|It runs.",
        "It runs.\\nUser: And then?\\nassistant: It stops.|It runs.",
        "It runs.\\n\\n  User: thanks\\nAssistant: welcome|It runs.",
        "Look:\\n```\\nmill: on\\n```\\nUser: And then?|Look:\\n```\\nmill: on\\n```"
      })
  void endsWhereTheOtherSpeaks(String reply, String said) {
    assertThat(TurnReader.read(Reply.of(reply.replace("\\n", "\n")), "assistant", "user").text())
        .isEqualTo(said.replace("\\n", "\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "It runs on water.\\n\\nCurious Student: And then?|It runs on water.|curious student",
        "It runs.\\n\\nİşveren: Peki sonra?|It runs.|işveren",
        "It runs.\\nİŞVEREN: Peki sonra?|It runs.|işveren",
        "Note: it runs.\\nUser: thanks|Note: it runs.|User",
        "简单来说：石磨比钢磨慢。\\n提问者：谢谢你的解释|简单来说：石磨比钢磨慢。|提问者"
      })
  void endsWhereTheOtherSpeaksByAnyOfItsNames(String reply, String said, String other) {
    assertThat(TurnReader.read(Reply.of(reply.replace("\\n", "\n")), "miller", other).text())
        .isEqualTo(said);
  }

  /** Small models say the last message again before they answer it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "User: What is it?\\n\\nExpert: It is a mill.|It is a mill.|Expert|User",
        "**User:** What is it?\\n**Expert:** It is a mill.|It is a mill.|Expert|User",
        "User: What is it?\\n\\nExpert: It is a mill.\\n\\nUser: Why?|It is a mill.|Expert|User",
        "用户：这是什么？\\n\\n专家：这是水磨。|这是水磨。|专家|用户",
        "<dialogue>\\nUser: What is it?\\n\\nExpert: It is a mill.\\n</dialogue>|It is a mill.|Expert|User",
        "<dialogue>\\nExpert: It is a mill.|It is a mill.|Expert|User",
        "<dialogue>It is a mill.</dialogue>|It is a mill.|Expert|User",
        "Expert: It is a mill.\\n\\nUser: How big is it?|How big is it?|User|Expert",
        "Assistant: It is a mill.\\n\\nUser: How big is it?|How big is it?|User|Assistant"
      })
  void takesWhatStandsBehindTheWordsOfTheOther(
      String reply, String said, String speaker, String other) {
    assertThat(TurnReader.read(Reply.of(reply.replace("\\n", "\n")), speaker, other).text())
        .isEqualTo(said);
  }

  /** The end of a fence that was cut off is missing; a name in it is code all the same. */
  @Test
  void isCutOffInCodeThatNamesASpeaker() {
    String said = "The service runs as root. Its file says so in one line of few words.";
    String code = said + "\n```yaml\nname: x\nUser: root\nports: [80";
    assertThat(TurnReader.read(new Reply(code, null, true), "Assistant", "User"))
        .isEqualTo(new TurnReader.Turn(said, true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \n ",
        "Miller:",
        "<think>Hm.</think>",
        "Miller:\nGuest: And?",
        "Guest: What is it?",
        "<dialogue>\nGuest: What is it?\n</dialogue>"
      })
  void refusesATurnInWhichNothingIsSaid(String reply) {
    assertThatExceptionOfType(UnreadableReplyException.class)
        .isThrownBy(() -> TurnReader.read(Reply.of(reply), "Miller", "Guest"));
  }
}
