package dev.quern.llm.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplySchemasTests {

  private static final Pattern QUESTION =
      Pattern.compile(
          ReplySchemas.questions(2, QuestionStart.ANY)
              .at("/properties/questions/items/pattern")
              .asText());

  private static final Pattern NEXT =
      Pattern.compile(
          ReplySchemas.nextQuestion(QuestionStart.ANY).at("/properties/question/pattern").asText());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "What is Debian GNU/Linux?",
        "如何在 Linux 系统中运行 Debian 的执行命令？",
        "Değirmen nerede duruyor?",
        "\\\"man\\\" and \\\"man-db\\\": what is the difference?",
        "¿Dónde está el molino?",
        "Explain how the stone is dressed."
      })
  void letsAQuestionPassAsItStandsInJson(String question) {
    assertThat(question).matches(QUESTION);
    assertThat(question).matches(NEXT);
  }

  /** What SmolLM2-135M wrote into the list before it was held to this. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "1.7.0 yapısı",
        "2018-07-31 14:59:56.198",
        "Why use man-db instead of man?  The answer is that it allows for more",
        "Where is \"it\"?"
      })
  void letsNothingElsePass(String text) {
    assertThat(text).doesNotMatch(QUESTION);
    assertThat(text).doesNotMatch(NEXT);
  }

  @ParameterizedTest
  @CsvSource({
    "'The answer names no year, so it is incomplete.', true",
    "答案没有写明年份，因此不完整。, true",
    "Yanıt yılı vermiyor; bu yüzden eksik., true",
    "…, false",
    "👍🏼💬🔴📐🎉🌟, false",
    "158.393.674, false",
    "2018-04-09T17:43:59Z, false"
  })
  void letsAJudgementBeginWithAWord(String comment, boolean passes) {
    String pattern =
        ReplySchemas.evaluation(List.of("answer_quality"))
            .at("/properties/evaluation/pattern")
            .asText();
    assertThat(comment.matches(pattern)).isEqualTo(passes);
  }

  @ParameterizedTest
  @CsvSource({"考试, true", "Users of the shell, true", "A, false", "…, false", "1, false"})
  void letsAPairNameAGenreInWords(String genre, boolean passes) {
    String pattern =
        ReplySchemas.pairs(5).at("/properties/pairs/items/properties/genre/pattern").asText();
    assertThat(genre.matches(pattern)).isEqualTo(passes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Where does the mill stand?|true",
        "Is the wheel made of oak?|true",
        "What exactly does|false",
        "How to build a wheel. A guide|false",
        "The mill stands by the river and grinds corn.|false",
        "Whatever the miller does, it turns.|false",
        "Explain how the stone is dressed.|false"
      })
  void letsAQuestionBeginWithAQuestionWordAlone(String text, boolean passes) {
    String one = patternOfQuestions(QuestionStart.QUESTION_WORD);
    String next =
        ReplySchemas.nextQuestion(QuestionStart.QUESTION_WORD)
            .at("/properties/question/pattern")
            .asText();
    assertThat(text.matches(one)).isEqualTo(passes);
    assertThat(text.matches(next)).isEqualTo(passes);
    assertThat("[END]").matches(next);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Where does the mill stand?|true",
        "In which year was the wheel made?|true",
        "Explain how the stone is dressed.|true",
        "If the river freezes, what happens?|true",
        "It is worth asking.|false",
        "The source answers it fully.|false",
        "whoever reads it has never seen the source.|false"
      })
  void letsAnEnglishQuestionBeginAsQuestionsDo(String text, boolean passes) {
    String one = patternOfQuestions(QuestionStart.ENGLISH);
    assertThat(text.matches(one)).isEqualTo(passes);
  }

  @ParameterizedTest
  @ValueSource(strings = "[END]")
  void letsADialogueEnd(String end) {
    assertThat(end).matches(NEXT);
    assertThat(end).doesNotMatch(QUESTION);
  }

  private static String patternOfQuestions(QuestionStart start) {
    return ReplySchemas.questions(2, start).at("/properties/questions/items/pattern").asText();
  }
}
