package dev.quern.llm.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EchoGuardTests {

  private static final String SOURCE =
      "Debian GNU/Linux is a free distribution with 59,000 packages. A stable release comes every"
          + " two years, and it ends with a question mark now and then.";

  private static String prompt(String language, String name) throws IOException {
    return Files.readString(Path.of("config/prompts", language, name + ".md"));
  }

  private static EchoGuard guard(String language, String name) throws IOException {
    return EchoGuard.of(PromptWords.of(List.of(prompt(language, name))), List.of(SOURCE));
  }

  private static String reply(String file) throws IOException {
    try (InputStream in = EchoGuardTests.class.getResourceAsStream("/guard/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void readsAnExampleOfAnyLength() {
    String example = "\\\\".repeat(100_000);
    assertThat(PromptWords.ofThese(List.of("[\"" + example + "\"]")).examples())
        .extracting(PromptWords.Example::text)
        .containsExactly(example);
  }

  @Test
  void knowsTheExamplesOfThePromptAlsoWhereTheyAreGarbled() throws IOException {
    EchoGuard turkish = guard("tr", "question-generation");
    for (JsonNode question :
        new ObjectMapper()
            .readTree(reply("09-json-example-of-the-prompt__refuse.txt"))
            .path("questions")) {
      assertThat(turkish.echo(question.asText())).as(question.asText()).isPresent();
    }
    EchoGuard english = guard("en", "question-generation");
    JsonNode copied = new ObjectMapper().readTree(reply("17-gemma-example-questions__refuse.txt"));
    assertThat(english.isEcho(copied.at("/questions/0").asText())).isTrue();
    assertThat(english.isEcho(copied.at("/questions/1").asText())).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en|Why does this answer have to be a JSON array of two values?|true",
        "en|How many packages does Debian have?|false",
        "en|What are the questions about?|false",
        "en|How does it work?|false",
        "zh-CN|为什么要用 JSON 数组？|true"
      })
  void knowsAQuestionAboutTheFormOfTheReply(String language, String question, boolean echo)
      throws IOException {
    for (String name : List.of("compact-question-generation", "question-generation")) {
      assertThat(guard(language, name).isAboutThePrompt(question)).isEqualTo(echo);
    }
    assertThat(
            EchoGuard.of(PromptWords.of(List.of("a JSON array")), List.of("It writes JSON."))
                .isAboutThePrompt("Why does it write a JSON array?"))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "What is this?, true",
    "How does it work?, true",
    "What can you tell me?, true",
    "What is Debian?, false",
    "Why does rust matter?, false",
    "什么是 Debian？, false",
    "这是什么？, false"
  })
  void knowsAQuestionThatNamesNothing(String question, boolean nothing) {
    assertThat(EchoGuard.namesNothing(question)).isEqualTo(nothing);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "What is worth asking?|true",
        "What stands alone?|true",
        "What are the rules for answering?|true",
        "What is the rule for a stable release?|false",
        "What were the causes of WWI?|false",
        "What causes consequences?|true",
        "Which sources does a distribution have?|false"
      })
  void knowsAQuestionAboutTheRules(String question, boolean echo) throws IOException {
    assertThat(guard("en", "question-generation").isAboutThePrompt(question)).isEqualTo(echo);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"answer\":\"netplan\",\"keywords\":[\"type\"]}|true",
        "{\"answer\":\"x\",\"keywords\":[\"type\",\"items\",\"properties\"]}|true",
        "{\"answer\":\"\",\"keywords\":[\"string\"]}|true",
        "{\"answer\":\"It is free.\",\"keywords\":[\"Debian\",\"type\"]}|false",
        "{\"answer\":\"short\",\"keywords\":[\"release\"]}|false",
        "{\"answer\":\"\",\"keywords\":[]}|false"
      })
  void knowsAFormThatIsFilledWithItsOwnWords(String answer, boolean echo) throws IOException {
    ObjectMapper json = new ObjectMapper();
    JsonNode form =
        json.readTree(
            "{\"type\":\"object\",\"properties\":{\"answer\":{\"type\":\"string\",\"enum\":[\"short\",\"x\"]},"
                + "\"release\":{},\"keywords\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}}}}");
    assertThat(FormEcho.in(json.readTree(answer), form, SOURCE, "What is it?").isPresent())
        .isEqualTo(echo);
  }

  @Test
  void knowsTheHeadingsAndTheRulesOfPrompts() throws IOException {
    assertThat(guard("en", "answer-generation").echo(reply("12-answer-prompt-heading__refuse.txt")))
        .contains("what makes an answer good");
    assertThat(
            guard("en", "multi-turn-generation-answer")
                .isEcho(reply("13-turn-prompt-heading__refuse.txt")))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "What is Debian GNU/Linux?",
        "How many packages does a stable release of Debian hold, and how often does one come?",
        "A stable release comes every two years, and it ends with a question mark now and then.",
        "Iron that is cast holds more carbon than iron that is wrought, which makes it brittle.",
        "It is as long as it was before, and there is no more of it than there was."
      })
  void leavesAloneWhatIsSaidOfTheSource(String said) throws IOException {
    assertThat(guard("en", "question-generation").echo(said)).isEmpty();
    assertThat(guard("en", "answer-generation").echo(said)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'The source carries the answer, and the year in it is right.', false",
    "'The source carries the answer. Check every fact, number, name and condition in it against the"
        + " source.', true",
    "'The question is clear, worth asking, about one thing, but the year in the answer is wrong.', false",
    "Good., false"
  })
  void letsAJudgementUseTheWordsOfItsScales(String said, boolean echo) throws IOException {
    assertThat(guard("en", "dataset-evaluation").isMostlyEcho(said)).isEqualTo(echo);
  }

  @Test
  void countsChineseCharactersAndNotWords() throws IOException {
    EchoGuard guard = guard("zh-CN", "answer-generation");
    assertThat(guard.isEcho("答案中的每一个事实都出自原文。")).isTrue();
    assertThat(guard.isEcho("Debian 的稳定版每两年发布一次，共有五万九千个软件包。")).isFalse();
    assertThat(guard.isEcho("数字、名称、日期")).isFalse();
  }

  @Test
  void takesAUsersPromptForATemplateButNotWhatStandsInItsPlaceholders() {
    PromptWords own =
        PromptWords.of(
            List.of("Be brief like a telegram to your aunt.\n{text}\nNow ask {count} things."));
    EchoGuard guard = EchoGuard.of(own, List.of(SOURCE));

    assertThat(guard.isEcho("I will be brief like a telegram.")).isTrue();
    assertThat(guard.isEcho("Debian GNU/Linux is a free distribution.")).isFalse();
    assertThat(guard.isEcho("To your aunt now ask things.")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "What is the newest release of Debian?, true",
    "Who founded Debian?, false",
  })
  void knowsTheExampleOfAForm(String question, boolean echo) throws IOException {
    ObjectMapper json = new ObjectMapper();
    String reply = reply("11-custom-format-example-copied__refuse.txt");
    JsonNode answer = json.readTree(reply.substring(reply.indexOf('{')));
    JsonNode example =
        json.readTree("{\"answer\":\"Debian was founded by Ian Murdock.\",\"keywords\":[\"a\"]}");
    String source = "Debian was founded by Ian Murdock in 1993.";

    assertThat(ExampleEcho.in(answer, example, source, question).isPresent()).isEqualTo(echo);
    assertThat(ExampleEcho.in(answer, answer, source, question).isPresent()).isEqualTo(echo);
    assertThat(
            ExampleEcho.in(json.readTree("{\"answer\":\"Bookworm\"}"), example, source, question))
        .isEmpty();
    JsonNode words = json.readTree("{\"answer\":\"Ian\",\"keywords\":[\"Mill\",\"wheel\"]}");
    assertThat(
            ExampleEcho.in(
                words,
                json.readTree("{\"answer\":\"\",\"keywords\":[\"Mill\",\"wheel\"]}"),
                source,
                question))
        .contains("[\"Mill\",\"wheel\"]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"sentiment\":\"positive\"}",
        "{\"contains_pii\":false}",
        "{\"year\":1993,\"place\":null}"
      })
  void takesAShortAnswerThatIsTheExamples(String form) throws IOException {
    JsonNode example = new ObjectMapper().readTree(form);
    assertThat(ExampleEcho.in(example, example, "The pump is loud.", "What is it like?")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "en, 'Which country has the highest bar in the chart?', false",
    "en, 'How many spokes does the front wheel of the bicycle have?', false",
    "en, 'What colour is the valve to the left of the gauge?', false",
    "en, 'What value does the key port have in the JSON in the editor?', false",
    "tr, 'Grafikte en yüksek sütun hangi yıla ait?', false",
    "zh-CN, '图表中哪个月份的柱子最高？', false",
    "en, 'Look at the image and write three questions that it answers.', true",
    "en, 'The answer can be seen in the image, without guessing.', true",
  })
  void holdsAQuestionAboutAnImageAgainstThePromptAsAWhole(
      String language, String question, boolean echo) throws IOException {
    Path prompt = Path.of("config/prompts", language, "image-question-generation.md");
    PromptWords words =
        PromptWords.ofThese(List.of(Files.readString(prompt).replace("{count}", "three")));
    EchoGuard guard = EchoGuard.withoutSource(words, List.of(""));
    assertThat(guard.isEcho(question) || guard.isAboutThePrompt(question)).isEqualTo(echo);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Else answer exactly: The document does not contain this information. Be brief.",
        "Else write \"The document does not contain this information.\", and nothing more.",
        "Else say 'The document does not contain this information'."
      })
  void takesASentenceThatThePromptAsksFor(String rule) {
    String prompt = "You answer questions of readers with care.\n" + rule + "\n{text}\n{question}";
    List<String> given = new ArrayList<>(DictatedText.in(prompt));
    given.add(SOURCE);
    EchoGuard guard = EchoGuard.of(PromptWords.of(List.of(prompt)), given);

    assertThat(guard.isEcho("The document does not contain this information.")).isFalse();
    assertThat(guard.isEcho("I answer questions of readers with care.")).isTrue();
  }

  @Test
  void takesNoExampleForWhatThePromptAsksFor() {
    assertThat(
            DictatedText.in("Ask like \"Why does it turn at night?\":\n[\"It turns at night.\"]"))
        .isEmpty();
  }
}
