package dev.quern.llm.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonAnswerReaderTests {

  /** Wants an object with a whole number called year. */
  private static List<String> faults(JsonNode value) {
    return value.path("year").isIntegralNumber() ? List.of() : List.of("$.year: integer expected");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"year\": 1820}",
        "```json\n{\"year\": 1820}\n```",
        "Here it is: {'year': 1820,} as you asked.",
        "{\"example\": 1} is not it, but {\"year\":1820} is.",
        "{“year”: 1820}"
      })
  void findsTheJsonAndWritesItAnew(String answer) {
    assertThat(JsonAnswerReader.read(new Answer(answer, null), JsonAnswerReaderTests::faults))
        .isEqualTo("{\"year\":1820}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"In 1820.", "{\"year\": 18", "{", ""})
  void saysThatThereIsNone(String answer) {
    assertThatExceptionOfType(UnreadableReplyException.class)
        .isThrownBy(
            () -> JsonAnswerReader.read(new Answer(answer, null), JsonAnswerReaderTests::faults))
        .withMessageContaining("no whole JSON value");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"answer\": \"{\", \"words\": []}",
        "{\"answer\": \"…\"}",
        "{\"answer\": \"{}\"}"
      })
  void refusesSignsOfJsonInPlaceOfWords(String answer) {
    assertThatExceptionOfType(UnreadableReplyException.class)
        .isThrownBy(() -> JsonAnswerReader.read(new Answer(answer, null), value -> List.of()))
        .withMessageContaining("signs of JSON");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"open\":\"{\",\"close\":\"}\"}",
        "{\"delimiter\":\",\"}",
        "{\"sign\":\"+\"}",
        "{\"sign\":\"\"}",
        "{\"sign\":null}",
        "[]",
        "[0]"
      })
  void takesShortAndEmptyValues(String answer) {
    assertThat(JsonAnswerReader.read(new Answer(answer, null), value -> List.of()))
        .isEqualTo(answer);
  }

  /**
   * Strictly and leniently read: the digits of the model, and an exponent only where it wrote one.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"price\":100.0,\"sum\":1200.00,\"none\":0.00,\"left\":-50.0}",
        "{\"count\":1200,\"year\":1800,\"long\":120000000000000000000000}",
        "{\"small\":0.0000001,\"tiny\":0.000000000120,\"list\":[10.0,20]}",
        "{\"exact\":3.14159265358979323846264338327950288}"
      })
  void keepsTheDigitsOfNumbers(String answer) {
    assertThat(JsonAnswerReader.read(new Answer(answer, null), value -> List.of()))
        .isEqualTo(answer);
    String loose = "Here: " + answer.replace('"', '\'').replace("}", ",}");
    assertThat(JsonAnswerReader.read(new Answer(loose, null), value -> List.of()))
        .isEqualTo(answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"n\":1e2}", "{\"n\":1e999999}", "{\"n\":2.50e-999999}"})
  void writesHugeNumbersShort(String answer) {
    assertThat(JsonAnswerReader.read(new Answer(answer, null), value -> List.of()))
        .hasSizeLessThan(25)
        .containsPattern("1E\\+2|1E\\+999999|2.50E-999999");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"year\": 1800}", "So: {'year': 1800,}"})
  void takesARoundYearForTheIntegerThatItIs(String answer) {
    assertThat(JsonAnswerReader.read(new Answer(answer, null), JsonAnswerReaderTests::faults))
        .isEqualTo("{\"year\":1800}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"year\": \"1820\"}", "[1820]", "1820", "{\"yaer\": 1820}"})
  void saysWhatKeepsItFromTheShape(String answer) {
    assertThatExceptionOfType(UnreadableReplyException.class)
        .isThrownBy(
            () -> JsonAnswerReader.read(new Answer(answer, null), JsonAnswerReaderTests::faults))
        .withMessageContaining("$.year: integer expected");
  }
}
