package dev.quern.llm.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OfflineModelTests {

  private final OfflineModel model = new OfflineModel();

  @ParameterizedTest
  @EnumSource
  void quotesTheSentencesThatItAnswersWith(Sample sample) {
    for (String question : model.questions(sample.text, 5, sample.language)) {
      String answer = model.answer(sample.text, question, sample.language);
      assertThat(model.quotes(sample.text, question, sample.language))
          .isNotEmpty()
          .allSatisfy(quote -> assertThat(sample.text).contains(quote))
          .allSatisfy(quote -> assertThat(answer).contains(quote));
    }
  }

  @ParameterizedTest
  @EnumSource
  void asksOnUntilTheTextHoldsNothingNew(Sample sample) {
    List<String> asked = new ArrayList<>();
    Set<String> answers = new HashSet<>();
    Optional<String> next = model.nextQuestion(sample.text, asked, sample.language);
    while (next.isPresent()) {
      asked.add(next.get());
      assertThat(answers.add(model.answer(sample.text, next.get(), sample.language))).isTrue();
      next = model.nextQuestion(sample.text, asked, sample.language);
    }
    assertThat(asked).hasSizeBetween(3, 20).doesNotHaveDuplicates();
  }

  /** One text in each language, with what Markdown puts between sentences. */
  enum Sample {
    EN(
        "en",
        """
        # The mill at Aldbrook

        The mill at Aldbrook is a stone building beside the river. It was restored by
        volunteers. The mill was built in 1784. The wheel is 6.2 metres tall.

        | part | made of |
        |------|---------|
        | the wheel is here | oak is not a sentence |

        ```
        this code is not a sentence.
        ```

        - The stones were cut by John Harker.
        - The mill closed in 1931 because cheap flour came by rail.
        - The museum is located in the old granary.
        Visitors can grind their own corn on Sundays.
        """),
    ZH(
        "zh-CN",
        """
        # 水磨坊
        阿尔德水磨坊是一座石头建筑。水磨坊由约翰·哈克设计，建于1784年。水轮高6.2米。
        因为铁路运来了便宜的面粉，所以水磨坊在1931年关闭。博物馆位于旧粮仓。游客可以亲手磨玉米。
        """),
    TR(
        "tr",
        """
        # Değirmen
        Aldbrook değirmeni, ırmak kıyısındaki taş bir yapıdır. Değirmen 1784 yılında kuruldu.
        Taşlar John Harker tarafından yontuldu. Çarkın yüksekliği 6,2 metredir. Değirmen kapandı,
        çünkü trenle ucuz un geldi. Müze 1962'de açıldı. Ziyaretçiler pazar günleri mısır öğütebilir.
        """);

    final String language;
    final String text;

    Sample(String language, String text) {
      this.language = language;
      this.text = text;
    }
  }

  @ParameterizedTest
  @EnumSource
  void asksDifferentQuestionsThatStandAlone(Sample sample) {
    List<String> questions = model.questions(sample.text, 6, sample.language);
    assertThat(questions).hasSize(6).doesNotHaveDuplicates();
    assertThat(questions)
        .allMatch(question -> question.endsWith("?") || question.endsWith("？"))
        .allMatch(question -> question.length() < 200)
        .noneMatch(
            question -> question.matches("(?i).*(the text|passage|according|本文|文中|metne göre).*"));
    assertThat(questions.stream().map(question -> question.split(" ")[0]).distinct().count())
        .isGreaterThan(2);
  }

  @ParameterizedTest
  @EnumSource
  void answersWithSentencesOfTheText(Sample sample) {
    for (String question : model.questions(sample.text, 20, sample.language)) {
      String answer = model.answer(sample.text, question, sample.language);
      List<Sentence> sentences =
          MarkdownSentences.of(sample.text, Language.of(sample.text, sample.language));
      String rest = answer;
      for (Sentence sentence : sentences) {
        rest = rest.replace(sample.text.substring(sentence.start(), sentence.end()), "");
      }
      assertThat(rest).as(question + " -> " + answer).isBlank();
      assertThat(answer).isNotBlank().doesNotContain("|", "```", "#");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "EN, When was the mill built?, The mill was built in 1784.",
    "EN, By whom were the stones cut?, The stones were cut by John Harker.",
    "EN, How tall is the wheel?, The wheel is 6.2 metres tall.",
    "EN, Where is the museum located?, The museum is located in the old granary.",
    "ZH, 水轮高多少米？, 水轮高6.2米。",
    "ZH, 博物馆位于哪里？, 博物馆位于旧粮仓。",
    "TR, Değirmen hangi yılda kuruldu?, Değirmen 1784 yılında kuruldu.",
    "TR, Taşlar kim tarafından yontuldu?, Taşlar John Harker tarafından yontuldu.",
    "TR, Müze ne zaman açıldı?, Müze 1962'de açıldı."
  })
  void asksAndAnswers(Sample sample, String question, String answer) {
    assertThat(model.questions(sample.text, 20, sample.language)).contains(question);
    assertThat(model.answer(sample.text, question, sample.language)).isEqualTo(answer);
  }

  @Test
  void keepsASentenceOverTwoLinesWhole() {
    assertThat(model.answer(Sample.EN.text, "Who restored it, which volunteers?", "en"))
        .isEqualTo("It was restored by\nvolunteers.");
  }

  @Test
  void doesNotCutAtAbbreviationsAndOrdinals() {
    String text = "Prof. Ada Yılmaz 2. Dünya Savaşı üzerine çalıştı. Müze Ankara'da açıldı.";
    assertThat(model.answer(text, "Savaş üzerine kim çalıştı?", "tr"))
        .isEqualTo("Prof. Ada Yılmaz 2. Dünya Savaşı üzerine çalıştı.");
  }

  @Test
  void alwaysSaysTheSame() {
    for (Sample sample : Sample.values()) {
      assertThat(new OfflineModel().questions(sample.text, 9, sample.language))
          .isEqualTo(model.questions(sample.text, 9, sample.language));
    }
  }

  @Test
  void asksInTheLanguageOfTheText() {
    assertThat(model.questions(Sample.ZH.text, 2, "en")).allMatch(q -> q.endsWith("？"));
    assertThat(model.questions(Sample.EN.text, 1, "tr").get(0)).startsWith("What is the mill");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Grinding needs two stones",
        "A short note on the care of mill stones",
        "- Keep the stones dry in winter",
        "> The stones must be dressed twice a year.",
        "Sadece birkaç sözcükten oluşan kısa bir metin",
        "面粉需要两块石头"
      })
  void findsSomethingToAskAboutAShortText(String text) {
    assertThat(model.questions(text, 3, "en")).isNotEmpty().doesNotHaveDuplicates();
    assertThat(model.answer(text, "What else?", "en")).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \n",
        "# Only a heading with some words in it",
        "| a table | is not a sentence |\n|---|---|\n| nor is | this row here |",
        "```\nint a = 1; return the code;\n```",
        "3.14 2.71 1.41 1.61",
        "Is a question a sentence to ask about?",
        "Yes."
      })
  void refusesATextWithoutASentence(String text) {
    assertThatExceptionOfType(OfflineCannotException.class)
        .isThrownBy(() -> model.questions(text, 3, "en"))
        .withMessageContaining("offline-extractive")
        .withMessageContaining("without a whole sentence");
    assertThatExceptionOfType(OfflineCannotException.class)
        .isThrownBy(() -> model.answer(text, "Why?", "en"));
  }

  @Test
  void refusesByName() {
    assertThat(OfflineCannotException.scores()).hasMessageContaining("cannot give scores");
    assertThat(OfflineCannotException.images()).hasMessageContaining("cannot see images");
    assertThatExceptionOfType(OfflineCannotException.class)
        .isThrownBy(() -> model.questions(Sample.EN.text, 1, "fr"))
        .withMessageContaining("\"fr\"");
  }

  @Test
  void readsAMegabyteOfText() {
    String text = Sample.EN.text.repeat(1_500);
    List<String> questions = model.questions(text, 5, "en");
    assertThat(questions).hasSize(5);
    assertThat(model.answer(text, questions.get(0), "en")).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "[",
        "[a](",
        "*",
        "_",
        "` ",
        "a, ",
        "A b c d. ",
        "|",
        "1. ",
        "> ",
        "ab ",
        "字",
        "  "
      })
  void comesToAnEndWithOddText(String piece) {
    String text = piece.repeat(100_000 / piece.length());
    for (String language : List.of("en", "zh-CN", "tr")) {
      try {
        assertThat(model.questions(text, 3, language)).isNotEmpty();
      } catch (OfflineCannotException e) {
        assertThat(e).hasMessageContaining("without a whole sentence");
      }
    }
  }
}
