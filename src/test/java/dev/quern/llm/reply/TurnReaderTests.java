package dev.quern.llm.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
        "[END]|[END]",
        "`[END]`|[END]",
        "END.|[END]",
        "This is the [END] of it.|This is the [END] of it."
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
        "It runs on water. It has|It runs on water.|true",
        "It runs.\\nGuest: And then? I would|It runs.|false",
        "Miller: It runs on water.|It runs on water.|true"
      })
  void takesTheWholeSentencesOfATurnThatWasCutOff(String reply, String said, boolean cutOff) {
    Reply cut = new Reply(reply.replace("\\n", "\n"), null, true);
    assertThat(TurnReader.read(cut, "Miller", "Guest"))
        .isEqualTo(new TurnReader.Turn(said, cutOff));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n ", "Miller:", "<think>Hm.</think>", "Miller:\nGuest: And?"})
  void refusesATurnInWhichNothingIsSaid(String reply) {
    assertThatExceptionOfType(UnreadableReplyException.class)
        .isThrownBy(() -> TurnReader.read(Reply.of(reply), "Miller", "Guest"));
  }
}
