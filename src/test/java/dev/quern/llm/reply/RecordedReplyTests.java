package dev.quern.llm.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quern.llm.reply.question.QuestionReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies of small models as they came (SmolLM2-135M behind llama.cpp), byte for byte. */
class RecordedReplyTests {

  static Stream<Arguments> questions() {
    return Stream.of(
        Arguments.of(
            "01-one-question-alone__read-1-question", List.of("What is Debian GNU/Linux?")),
        Arguments.of(
            "02-cut-off-json-list-of-one-repeated__read-1-question", List.of("What is Linux?")),
        Arguments.of(
            "06-cut-off-heading-question-then-prose__read-1-question",
            List.of("What happens when a new stable release is released?")),
        Arguments.of(
            "07-cut-off-zh-json__read-2-questions",
            List.of("如何在 Linux 系统中运行 Debian 的执行命令？", "安全性：为什么要开启 Debian 的任何系统？")));
  }

  @ParameterizedTest
  @MethodSource("questions")
  void readsTheQuestionsThatAreWhole(String name, List<String> expected) {
    assertThat(QuestionReader.read(cutOff(name), 2)).isEqualTo(expected);
  }

  @Test
  void takesOtherQuestionsInPlaceOfThePromptsOwn() {
    Reply reply = cutOff("03-cut-off-json-list__read-2-questions");

    assertThat(QuestionReader.read(reply, 2, "What makes a question good?"::equals))
        .containsExactly("What is Debian GNU/Linux?", "What is Debian?");
  }

  @Test
  void refusesAReplyWithThePromptsQuestionsAlone() {
    Reply reply = Reply.of("[\"What makes a question good?\"]");

    assertThatThrownBy(() -> QuestionReader.read(reply, 2, question -> true))
        .isInstanceOfSatisfying(
            UnreadableReplyException.class, e -> assertThat(e.fault()).isEqualTo(Fault.ECHO));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "05-cut-off-json-section-numbers__refuse",
        "08-json-with-dates-and-numbers__refuse"
      })
  void refusesAListThatAsksNothing(String name) {
    assertThatThrownBy(() -> QuestionReader.read(cutOff(name), 2))
        .isInstanceOf(UnreadableReplyException.class);
  }

  @Test
  void takesTheAnswerBehindItsLeadIn() {
    assertThat(AnswerReader.read(reply("14-answer-lead-in__strip")).answer())
        .isEqualTo("**stable**");
  }

  @Test
  void leavesOutMarkupThatFollowsTheAnswer() {
    assertThat(AnswerReader.read(reply("15-answer-trailing-markup__strip")).answer())
        .startsWith("1.3. OK, now I know")
        .endsWith("for 386 (and better) PCs.");
  }

  @Test
  void keepsLatexAsItWasWritten() {
    assertThat(QuestionReader.read(reply("reply-latex"), 3))
        .containsExactly(
            "What does $\\frac{a}{b}$ mean here?",
            "Why is $\\theta$ small near $\\nabla f$?",
            "What is $\\alpha$ in the formula?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"reply-double-encoded-value", "reply-no-comma"})
  void readsAllThreeQuestions(String name) {
    assertThat(QuestionReader.read(reply(name), 3))
        .hasSize(3)
        .allMatch(q -> q.matches("[A-Z].*\\?"));
  }

  @Test
  void readsScoresBesidePythonsNone() {
    assertThat(EvaluationReader.read(reply("reply-eval-python-none")))
        .isEqualTo(new Evaluation(5.0, 4.0, 3.0, 2.0, 3.5, ""));
  }

  private static Reply reply(String name) {
    try {
      return Reply.of(Files.readString(Path.of("src/test/resources/replies/cases", name + ".txt")));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Reply cutOff(String name) {
    return new Reply(reply(name).text(), null, true);
  }
}
