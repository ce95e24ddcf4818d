package dev.quern.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.Ids;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.springframework.test.context.TestContextManager;

/** Any rows, exported, taken in elsewhere and exported again, are the same bytes. */
class RoundTripPropertyTests {

  private static Files files;

  private static final class Files extends ExportTest {}

  /** A row as users may have it. */
  record Written(String question, String answer, String cot, String note, List<String> tags) {}

  @BeforeContainer
  static void start() throws Exception {
    files = new Files();
    new TestContextManager(Files.class).prepareTestInstance(files);
  }

  @Property(tries = 15, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void comeBackAsTheyWere(
      @ForAll("rows") List<Written> rows,
      @ForAll("systems") String system,
      @ForAll("reasoning") String cot) {
    files.project = files.rows.project("p-" + Ids.next());
    for (Written row : rows) {
      files.entry(
          row.question(),
          row.answer(),
          "cot",
          row.cot(),
          "note",
          row.note(),
          "tags",
          row.tags().toArray(String[]::new));
    }
    for (String format :
        List.of("alpaca", "sharegpt", "messages", "raw", "multilingual-thinking")) {
      for (String as : List.of("jsonl", "json", "csv", "parquet")) {
        Map<String, Object> asked = new HashMap<>(Map.of("format", format, "as", as, "cot", cot));
        if (!system.isBlank()) {
          asked.put("system", system);
        }
        comesBack(format, as, options(asked), rows.size());
      }
    }
    for (String bundle : List.of("llama-factory", "hugging-face")) {
      Object[] asked = {"format", bundle, "cot", cot};
      byte[] first = files.export(files.project, asked);
      String other = files.rows.project("p-" + Ids.next());
      assertThat(files.take(other, first, "format", bundle).refused()).isEmpty();
      assertThat(data(files.export(other, asked))).as(bundle).isEqualTo(data(first));
    }
    sidesComeBackTogether(rows.size());
  }

  private static void comesBack(String format, String as, Object[] asked, int count) {
    byte[] first = files.export(files.project, asked);
    String other = files.rows.project("p-" + Ids.next());
    var report = files.take(other, first, "format", format, "as", as);
    assertThat(report.refused()).as(format + " " + as).isEmpty();
    assertThat(report.imported()).as(format + " " + as).isEqualTo(count);
    assertThat(files.export(other, asked)).as(format + " " + as).isEqualTo(first);
    assertThat(files.take(other, first, "format", format, "as", as).imported()).isZero();
  }

  /** A zip of two sides: all records of both are there again. */
  private static void sidesComeBackTogether(int count) {
    byte[] zip = files.export(files.project, "as", "jsonl", "split", 0.4);
    String other = files.rows.project("p-" + Ids.next());
    assertThat(files.take(other, zip).imported()).isEqualTo(count);
    assertThat(lines(files.export(other))).isEqualTo(lines(files.export(files.project)));
  }

  private static List<String> lines(byte[] file) {
    return new String(file, java.nio.charset.StandardCharsets.UTF_8).lines().sorted().toList();
  }

  /** What a bundle holds but its card, which names the project. */
  private static Map<String, List<Byte>> data(byte[] zip) {
    Map<String, List<Byte>> data = new HashMap<>();
    ExportTest.unzipped(zip)
        .forEach(
            (path, bytes) -> {
              if (!path.equals("README.md")) {
                List<Byte> all = new ArrayList<>();
                for (byte one : bytes) {
                  all.add(one);
                }
                data.put(path, all);
              }
            });
    return data;
  }

  private static Object[] options(Map<String, Object> asked) {
    return asked.entrySet().stream()
        .flatMap(option -> Stream.of(option.getKey(), option.getValue()))
        .toArray();
  }

  @Provide
  Arbitrary<List<Written>> rows() {
    Arbitrary<String> must = texts().filter(text -> !text.isBlank());
    return Combinators.combine(must, must, texts(), texts(), must.list().ofMaxSize(3))
        .as(
            (question, answer, cot, note, tags) ->
                new Written(question, answer, cot.isBlank() ? "" : "c" + cot, note, tags))
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }

  @Provide
  Arbitrary<String> systems() {
    return texts();
  }

  @Provide
  Arbitrary<String> reasoning() {
    return Arbitraries.of("field", "think", "drop");
  }

  /** All that a database can hold: every character but U+0000 and halves of pairs. */
  private static Arbitrary<String> texts() {
    Arbitrary<String> planes =
        Arbitraries.integers()
            .between(1, 0x10FFFF)
            .filter(c -> c < 0xD800 || c > 0xDFFF)
            .map(Character::toString);
    Arbitrary<String> hostile = Arbitraries.of(RoundTripTests.HOSTILE);
    Arbitrary<String> marks =
        Arbitraries.of(
            "'",
            "\"",
            "=",
            "+",
            "-",
            "@",
            "\t",
            "\r",
            "\n",
            "\r\n",
            ",",
            "\\",
            " ",
            "\u2028",
            "<think>",
            "</think>",
            "<image>",
            "\ufeff",
            "\u0001",
            "{",
            "[",
            "null",
            "a");
    return Arbitraries.oneOf(planes, marks, hostile)
        .list()
        .ofMaxSize(8)
        .map(list -> String.join("", list));
  }
}
