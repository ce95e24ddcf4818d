package dev.quern.llm.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.quern.llm.reply.question.QuestionReader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads each reply in src/test/resources/replies. */
class ReplyFolderTests {

  static Stream<ReplyFile> questions() {
    return ReplyFile.in("questions");
  }

  static Stream<ReplyFile> answers() {
    return ReplyFile.in("answers");
  }

  static Stream<ReplyFile> reasoning() {
    return ReplyFile.in("reasoning");
  }

  static Stream<ReplyFile> evaluations() {
    return ReplyFile.in("evaluations");
  }

  static Stream<ReplyFile> evidence() {
    return ReplyFile.in("evidence");
  }

  static Stream<ReplyFile> evaluationsWithoutSource() {
    return ReplyFile.in("evaluations-no-source");
  }

  @ParameterizedTest
  @MethodSource("questions")
  void readsQuestions(ReplyFile file) {
    if (file.section("fails with") != null) {
      failsWith(file, () -> QuestionReader.read(file.reply(), 3));
    } else {
      assertThat(QuestionReader.read(file.reply(), 3))
          .containsExactlyElementsOf(file.lines("questions"));
    }
  }

  @ParameterizedTest
  @MethodSource("answers")
  void readsAnswers(ReplyFile file) {
    if (file.section("fails with") != null) {
      failsWith(file, () -> AnswerReader.read(file.reply()));
    } else {
      assertThat(AnswerReader.read(file.reply()))
          .isEqualTo(new Answer(file.sections().get("answer"), file.section("cot")));
    }
  }

  @ParameterizedTest
  @MethodSource("reasoning")
  void readsReasoning(ReplyFile file) {
    if (file.section("fails with") != null) {
      failsWith(file, () -> AnswerReader.readReasoning(file.reply()));
    } else {
      assertThat(AnswerReader.readReasoning(file.reply()).answer())
          .isEqualTo(file.sections().get("cot"));
    }
  }

  @ParameterizedTest
  @MethodSource("evidence")
  void readsEvidence(ReplyFile file) {
    if (file.section("fails with") != null) {
      failsWith(file, () -> EvidenceReader.read(file.reply()));
    } else {
      assertThat(EvidenceReader.read(file.reply()))
          .isEqualTo(
              new AnswerWithQuotes(
                  new Answer(file.sections().get("answer"), file.section("cot")),
                  file.lines("quotes")));
    }
  }

  @ParameterizedTest
  @MethodSource("evaluations")
  void readsEvaluations(ReplyFile file) {
    readsEvaluation(file, true);
  }

  @ParameterizedTest
  @MethodSource("evaluationsWithoutSource")
  void readsEvaluationsWithoutASource(ReplyFile file) {
    readsEvaluation(file, false);
  }

  private static void readsEvaluation(ReplyFile file, boolean withSource) {
    if (file.section("fails with") != null) {
      failsWith(file, () -> EvaluationReader.read(file.reply(), withSource));
    } else {
      Evaluation read = EvaluationReader.read(file.reply(), withSource);
      String scores =
          "%s %s %s %s -> %s\n%s"
              .formatted(
                  read.questionQuality(),
                  read.answerQuality(),
                  read.textRelevance(),
                  read.overallConsistency(),
                  read.score(),
                  read.evaluation());
      assertThat(scores.replace("null", "-").strip()).isEqualTo(file.section("evaluation"));
    }
  }

  @Test
  void hasManyOfThem() {
    assertThat(Stream.of(questions(), answers(), evaluations()).mapToLong(Stream::count).sum())
        .isGreaterThan(100);
  }

  private static void failsWith(ReplyFile file, Runnable reading) {
    assertThatExceptionOfType(UnreadableReplyException.class)
        .isThrownBy(reading::run)
        .withMessageStartingWith("Expected ")
        .withMessageContaining(file.sections().get("fails with"))
        .satisfies(failure -> assertThat(failure.getMessage()).hasSizeLessThan(500));
  }
}
