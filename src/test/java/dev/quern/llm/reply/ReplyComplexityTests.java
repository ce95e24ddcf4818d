package dev.quern.llm.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.llm.reply.question.QuestionReader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Much of what makes backtracking, recursion and repeated scans fall over: a megabyte of the worst,
 * a little less of the rest with each beginning. Quadratic reading would take minutes here, and
 * each test has one.
 */
@Timeout(60)
class ReplyComplexityTests {

  private static final int SIZE = 10_000;

  static Stream<String> pieces() {
    return Stream.of(
        "[",
        "{",
        "[\"",
        "[\"a\",",
        "{\"a\":",
        "[{\"question\":\"",
        "[/*",
        "[//\n",
        "[#",
        "['",
        "[“",
        "[1,",
        "[]",
        "[{}]",
        "{\"question\":\"Who?\"}\n",
        "\"",
        "\"a\" ",
        "'",
        "\\",
        "\\\"",
        "“",
        "<",
        "<think>",
        "</think>",
        "x</think>",
        "<think></think>",
        "<think ",
        "</think>\n",
        "`",
        "` ``",
        "```\n",
        "~~~a\n",
        " ",
        "\n",
        "\t\n",
        " \n",
        "**",
        "*",
        "1. ",
        "1. a\n",
        "- a\nb\n",
        "- a? 2. ",
        " 2) a 3. ",
        "Thinking:",
        "Thinking: a\n",
        "Answer:",
        "Thinking: a\nAnswer: b\n",
        "**Thinking:**\n",
        "答案：",
        "思考：",
        "# ",
        "#### answer\n",
        "[answer]",
        "Q1: ",
        "a",
        "?",
        "a?\n",
        "Who a ",
        "什么",
        "\uFEFF",
        "\r",
        "\r\n",
        "{\"score\":",
        "{\"score\":1},",
        "<answer>",
        "、",
        "（1）",
        "\uD83D",
        "\u0000",
        "</",
        "[think]",
        "◁think▷",
        "<|channel|>",
        "<|channel|>analysis<|message|>",
        "<|end|>",
        "</s>");
  }

  static Stream<String> worst() {
    return Stream.of("[", "[/*", "[“", "<think>", "</think>\n", "- a\nb\n", "Thinking:", "``` ");
  }

  @ParameterizedTest
  @MethodSource("pieces")
  void comesToAnEnd(String piece) {
    String much = piece.repeat(SIZE / piece.length());
    for (String text : new String[] {much, "Thinking: " + much, "[\"" + much, "- " + much}) {
      readAll(text);
    }
  }

  @ParameterizedTest
  @MethodSource("worst")
  void comesToAnEndWithAMegabyte(String piece) {
    readAll(piece.repeat(1_000_000 / piece.length()));
  }

  private static void readAll(String text) {
    Reply reply = Reply.of(text);
    read(() -> assertThat(QuestionReader.read(reply, 3)).isNotEmpty());
    read(() -> assertThat(AnswerReader.read(reply).answer()).isNotBlank());
    read(() -> assertThat(EvaluationReader.read(reply)).isNotNull());
  }

  private static void read(Runnable reading) {
    try {
      reading.run();
    } catch (UnreadableReplyException e) {
      assertThat(e.getMessage()).hasSizeLessThan(500);
    }
  }
}
