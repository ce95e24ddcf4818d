package dev.quern.llm.reply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quern.llm.reply.question.QuestionReader;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The readers of replies, by what models might write. */
class ReaderPropertyTests {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Property
  void onlyFailsInItsOwnWay(@ForAll("replies") String text, @ForAll("replies") String reasoning) {
    Reply reply = new Reply(text, reasoning);
    attempt(() -> assertThat(QuestionReader.read(reply, 5)).isNotEmpty().hasSizeLessThan(6));
    attempt(() -> assertThat(AnswerReader.read(reply).answer()).isNotBlank());
    attempt(() -> assertThat(EvaluationReader.read(reply).score()).isBetween(0.0, 5.0));
  }

  @Property
  void readsBackTheQuestionsOfAnArray(
      @ForAll("questions") @Size(min = 1, max = 6) List<String> questions,
      @ForAll("wrappings") Function<String, String> wrapping)
      throws JsonProcessingException {
    Reply reply = Reply.of(wrapping.apply(JSON.writeValueAsString(questions)));
    assertThat(QuestionReader.read(reply, 6)).containsExactlyElementsOf(questions);
  }

  @Property
  void readsBackTheQuestionsOfAList(
      @ForAll("questions") @Size(min = 1, max = 6) List<String> questions) {
    StringBuilder list = new StringBuilder("Questions:\n");
    for (int i = 0; i < questions.size(); i++) {
      list.append(i + 1).append(". ").append(questions.get(i)).append('\n');
    }
    assertThat(QuestionReader.read(Reply.of(list.toString()), 6))
        .containsExactlyElementsOf(questions);
  }

  @Property
  void takesWholeQuestionsFromACutOffArray(
      @ForAll("questions") @Size(min = 2, max = 6) List<String> questions,
      @ForAll @IntRange(min = 0, max = 10_000) int place)
      throws JsonProcessingException {
    String json = JSON.writeValueAsString(questions);
    String cut = json.substring(0, Math.max(1, place % json.length()));
    attempt(
        () ->
            assertThat(questions)
                .startsWith(QuestionReader.read(Reply.of(cut), 6).toArray(String[]::new)));
  }

  @Property
  void keepsReasoningAndAnswerApart(
      @ForAll("sentences") String answer, @ForAll("sentences") String cot) {
    Answer expected = new Answer(answer, cot);
    for (String form :
        List.of(
            "<think>%2$s</think>%1$s",
            "%2$s\n</think>\n%1$s",
            "Thinking: %2$s\nAnswer: %1$s",
            "思考：%2$s\n答案：%1$s",
            "Düşünce: %2$s\nCevap: %1$s")) {
      assertThat(AnswerReader.read(Reply.of(form.formatted(answer, cot)))).isEqualTo(expected);
    }
    assertThat(AnswerReader.read(new Reply(answer, cot))).isEqualTo(expected);
  }

  @Property
  void weighsTheDimensions(
      @ForAll @IntRange(max = 10) int a,
      @ForAll @IntRange(max = 10) int b,
      @ForAll @IntRange(max = 10) int c,
      @ForAll @IntRange(max = 10) int d)
      throws JsonProcessingException {
    Map<String, Object> fields =
        Map.of(
            "question_quality", a / 2.0,
            "answer_quality", b / 2.0,
            "text_relevance", c / 2.0,
            "overall_consistency", d / 2.0,
            "evaluation", "Fair.");
    double score = Math.floor((25 * a + 35 * b + 25 * c + 15 * d + 50) / 100) / 2;
    assertThat(EvaluationReader.read(Reply.of(JSON.writeValueAsString(fields))))
        .isEqualTo(new Evaluation(a / 2.0, b / 2.0, c / 2.0, d / 2.0, score, "Fair."));
  }

  @Provide
  Arbitrary<String> replies() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "[",
            "]",
            "{",
            "}",
            "\"",
            "'",
            "“",
            "”",
            ",",
            ":",
            "\\",
            "\n",
            " ",
            "```",
            "`",
            "<think>",
            "</think>",
            "<thinking>",
            "question",
            "\"question\":",
            "\"score\":",
            "4",
            "9e999",
            "Who?",
            "1.",
            "- ",
            "Answer:",
            "Thinking:",
            "思考：",
            "答案：",
            "**",
            "# ",
            "/*",
            "//",
            "<answer>",
            "\"error\":",
            "\uFEFF",
            "\uD83D",
            "null",
            "\u0000",
            "I'm sorry",
            "、",
            "（1）",
            "问",
            "\t");
    return Arbitraries.oneOf(
        pieces.list().ofMaxSize(40).map(list -> String.join("", list)), Arbitraries.strings());
  }

  @Provide
  Arbitrary<List<String>> questions() {
    Arbitrary<String> starts =
        Arbitraries.of("What is", "Why does", "\"Iron\" is", "Kim", "[x] {y}");
    Arbitrary<String> ends =
        Arbitraries.of("\"so\"", "Ankara's", "为什么", "C++", "a, b", "`x`", "3.14");
    return net.jqwik.api.Combinators.combine(starts, Arbitraries.integers().between(1, 999), ends)
        .as((start, number, end) -> start + " number " + number + " of " + end + "?")
        .list()
        .uniqueElements();
  }

  @Provide
  Arbitrary<Function<String, String>> wrappings() {
    return Arbitraries.of(
        json -> json,
        json -> "```json\n" + json + "\n```",
        json -> "Here they are:\n" + json + "\nDone.",
        json -> "<think>Some [draft].</think>\n" + json,
        json -> "{\"questions\": " + json + "}",
        json -> "\uFEFF[" + json + ",]");
  }

  @Provide
  Arbitrary<String> sentences() {
    return Arbitraries.of("It is", "Bu", "因为", "`code` in", "1.", "*", "the answer of")
        .list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .map(words -> String.join(" ", words) + " end.");
  }

  private static void attempt(Runnable reading) {
    try {
      reading.run();
    } catch (UnreadableReplyException e) {
      assertThat(e.getMessage()).startsWith("Expected ");
    }
  }
}
