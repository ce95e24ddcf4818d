package dev.quern.llm.reply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quern.llm.reply.question.QuestionReader;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;

/** JSON broken in all the ways that models break it: it comes back whole or is refused. */
class BrokenJsonPropertyTests {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AtomicInteger READ = new AtomicInteger();
  private static final AtomicInteger REFUSED = new AtomicInteger();

  /** One way to break a list. */
  private record Break(String name, Writer writer) {
    @Override
    public String toString() {
      return name;
    }
  }

  private interface Writer {
    String write(List<String> questions) throws JsonProcessingException;
  }

  @Property(tries = 3000)
  void comesBackWholeOrIsRefused(
      @ForAll("questions") @Size(min = 1, max = 5) List<String> questions,
      @ForAll("breaks") Break broken)
      throws JsonProcessingException {
    String reply = broken.writer().write(questions);
    try {
      assertThat(QuestionReader.read(Reply.of(reply), 5)).as(reply).isEqualTo(questions);
      READ.incrementAndGet();
    } catch (UnreadableReplyException e) {
      REFUSED.incrementAndGet();
    }
  }

  /** Refusing everything would pass; most of it is to be read. */
  @AfterContainer
  static void readsMostOfThem() {
    assertThat(REFUSED.get()).isLessThan(READ.get() / 2);
  }

  @Provide
  Arbitrary<List<String>> questions() {
    Arbitrary<String> starts =
        Arbitraries.of("What is", "Why does", "Explain how", "为什么", "Neden", "Where is", "How is");
    Arbitrary<String> things =
        Arbitraries.of(
            "$\\frac{a}{b}$",
            "$\\nabla f$ of $\\theta$",
            "\\(\\beta + \\rho\\)",
            "$\\text{new}$ and $\\times$",
            "C:\\temp\\new",
            "D:\\Users\\me\\file.txt",
            "..\\bin\\test.exe",
            "the pattern \\d+\\s*",
            "\"La Dame de Fer\"",
            "the word \"a\", \"b\" or \"c\"",
            "a 5\" pipe",
            "Ankara's tower",
            "`print(\"x\")`",
            "arr[\"key\"]",
            "{\"a\": 1}",
            "`if (a && b) { c[0] = '\\n'; }`",
            "// no comment",
            "#1 or /* this */",
            "25 °C ± 2 °C",
            "2⁵ and 25",
            "“quoted” and 「引用」",
            "Ünlü şehir İstanbul",
            "埃菲尔铁塔",
            "😀 and é",
            "None, True or NaN",
            "an ellipsis ... here",
            "https://example.org/a?b=c#d");
    return Combinators.combine(starts, things, Arbitraries.integers().between(1, 99))
        .as((start, thing, number) -> start + " " + thing + " in part " + number + "?")
        .list()
        .uniqueElements();
  }

  @Provide
  Arbitrary<Break> breaks() {
    return Arbitraries.of(
        new Break("well written", JSON::writeValueAsString),
        new Break("in a fence", q -> "```json\n" + JSON.writeValueAsString(q) + "\n```"),
        new Break("in a string", q -> JSON.writeValueAsString(JSON.writeValueAsString(q))),
        new Break(
            "in a string of an object",
            q -> "{\"questions\": " + JSON.writeValueAsString(JSON.writeValueAsString(q)) + "}"),
        new Break("bare backslashes", q -> JSON.writeValueAsString(q).replace("\\\\", "\\")),
        new Break("bare quotes", q -> JSON.writeValueAsString(q).replace("\\\"", "\"")),
        new Break("bare both", q -> q.stream().collect(Collectors.joining("\", \"", "[\"", "\"]"))),
        new Break("no commas", q -> each(q, " ", "[", "]")),
        new Break("lines without commas", q -> each(q, "\n  ", "[\n  ", "\n]")),
        new Break("trailing comma", q -> each(q, ", ", "[", ",]")),
        new Break("an ellipsis", q -> each(q, ", ", "[", ", ...]")),
        new Break("None at the end", q -> each(q, ", ", "[", ", None]")),
        new Break("never closed", q -> each(q, ", ", "{\"questions\": [", "")),
        new Break(
            "single quotes",
            q ->
                q.stream()
                    .map(one -> one.replace("\\", "\\\\").replace("'", "\\'"))
                    .collect(Collectors.joining("', '", "['", "']"))),
        new Break(
            "bare single quotes", q -> q.stream().collect(Collectors.joining("', '", "['", "']"))),
        new Break(
            "objects without commas",
            q ->
                q.stream()
                    .map(BrokenJsonPropertyTests::quoted)
                    .map(one -> "{\"question\": " + one + " \"level\": None}")
                    .collect(Collectors.joining("\n", "[", "]"))));
  }

  private static String each(List<String> questions, String between, String open, String close) {
    return questions.stream()
        .map(BrokenJsonPropertyTests::quoted)
        .collect(Collectors.joining(between, open, close));
  }

  private static String quoted(String text) {
    try {
      return JSON.writeValueAsString(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
