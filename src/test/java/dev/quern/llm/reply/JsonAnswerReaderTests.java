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
  @ValueSource(strings = {"{\"answer\": \"{\", \"words\": []}", "{\"answer\": \"…\"}"})
  void refusesSignsOfJsonInPlaceOfWords(String answer) {
    assertThatExceptionOfType(UnreadableReplyException.class)
        .isThrownBy(() -> JsonAnswerReader.read(new Answer(answer, null), value -> List.of()))
        .withMessageContaining("signs of JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"sign\":\"+\"}", "{\"sign\":\"\"}", "{\"sign\":null}", "[]", "[0]"})
  void takesShortAndEmptyValues(String answer) {
    assertThat(JsonAnswerReader.read(new Answer(answer, null), value -> List.of()))
        .isEqualTo(answer);
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
