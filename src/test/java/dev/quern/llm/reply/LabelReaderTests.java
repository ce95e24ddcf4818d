package dev.quern.llm.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelReaderTests {

  private static final List<String> LABELS =
      List.of("Positive", "not positive", "C++", "正面", "Olumlu şey");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "Positive|Positive",
        "positive.|Positive",
        "**Positive**|Positive",
        "\"NOT  POSITIVE\"|not positive",
        "Label: Positive|Positive",
        "**Label:** not positive|not positive",
        "C++|C++",
        "标签：正面|正面",
        "「正面」。|正面",
        "Etiket: olumlu şey|Olumlu şey",
        "{\"label\": \"Positive\"}|Positive",
        "[\"C++\"]|C++",
        "- Positive|Positive"
      })
  void readsALabelAsItWasGiven(String answer, String label) {
    assertThat(LabelReader.read(new Answer(answer, null), LABELS)).isEqualTo(label);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Neutral",
        "Positive or not positive",
        "The answer is Positive",
        "positively",
        "C",
        "...",
        "{\"label\": \"Positive\", \"second\": \"C++\"}"
      })
  void refusesEverythingElseAndNamesTheLabels(String answer) {
    assertThatExceptionOfType(UnreadableReplyException.class)
        .isThrownBy(() -> LabelReader.read(new Answer(answer, null), LABELS))
        .withMessageContaining("Positive, not positive, C++, 正面, Olumlu şey");
  }
}
