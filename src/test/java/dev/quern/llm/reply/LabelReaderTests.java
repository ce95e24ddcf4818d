package dev.quern.llm.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
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

  /** Labels that differ by marks, case or form only, in both orders, bare and in JSON. */
  @ParameterizedTest
  @CsvSource({
    "-1,1",
    "1,-1",
    "5,>5",
    ">5,5",
    "1,#1",
    "#1,1",
    "m2,m²",
    "m²,m2",
    "us,US",
    "US,us",
    "Wow,Wow!",
    "Wow!,Wow"
  })
  void tellsLabelsApartThatLookAlike(String said, String other) {
    for (List<String> labels : List.of(List.of(said, other, "0"), List.of("0", other, said))) {
      for (String reply :
          List.of(
              said,
              "**" + said + "**",
              "Label: " + said,
              "{\"answer\":\"" + said + "\"}",
              "{\"answer\":\"**" + said + "**\"}")) {
        assertThat(LabelReader.read(new Answer(reply, null), labels)).as(reply).isEqualTo(said);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "The claim is supported,The claim is supported.,The claim is refuted.",
    "yes,Yes!,No!",
    "bug.,#bug,#feature",
    "A,(A),(B)",
    "**b)**,(B),(A)"
  })
  void readsALabelWithoutItsOwnMarks(String said, String label, String other) {
    assertThat(LabelReader.read(new Answer(said, null), List.of(other, label))).isEqualTo(label);
  }

  @ParameterizedTest
  @CsvSource({
    "Pozitif,POZİTİF,NEGATİF",
    "pozitif,POZİTİF,NEGATİF",
    "Sınırlı,SINIRLI,AÇIK",
    "Sınırlı,SINIRLI,SİNİRLİ",
    "Sinirli,SİNİRLİ,SINIRLI",
    "IRMAK,Irmak,Deniz",
    "invalid,INVALID,VALID"
  })
  void readsTheTwoLettersIOfTurkish(String said, String label, String other) {
    assertThat(LabelReader.read(new Answer(said, null), List.of(other, label))).isEqualTo(label);
  }

  @Test
  void readsAMinusOfAnySpelling() {
    assertThat(LabelReader.read(new Answer("**\u22121**", null), List.of("1", "0", "-1")))
        .isEqualTo("-1");
  }

  @ParameterizedTest
  @CsvSource({"-5,5,0", "<5,5,>5", "Us,US,us", "-Positive,Positive,Negative"})
  void refusesWhatMayBeAnotherLabel(String said, String label, String other) {
    assertThatExceptionOfType(UnreadableReplyException.class)
        .isThrownBy(() -> LabelReader.read(new Answer(said, null), List.of(label, other)));
  }
}
