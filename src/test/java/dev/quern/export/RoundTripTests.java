package dev.quern.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.Ids;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was exported, taken in elsewhere, and exported again, is the same bytes. */
class RoundTripTests extends ExportTest {

  static final List<String> HOSTILE =
      List.of(
          "=1+1",
          "+1",
          "-1",
          "@SUM(A1)",
          "'=1+1",
          "''@x",
          "'plain",
          "\t=1",
          "\r\n=1",
          "a,b;c",
          "\"quoted\" \"\"",
          "\\\"back\\slash\\",
          "two\nlines",
          "cr\rlf\r\nend",
          " \u2028 x \u2029 ",
          "\u202eright to left\u202c \u200f",
          "emoji 🎵 and 中文 ğüşıİ",
          "{\"json\": [1]}",
          "null",
          "true",
          "1e5",
          "</think> then",
          "<image> in text",
          "\u0001\u001f\u007f control",
          "\ufeffmark",
          "#comment",
          "NaN",
          "''",
          "'",
          "\"",
          ",",
          "a\u0000b".replace("\u0000", ""));

  static Stream<String[]> files() {
    return Stream.of("alpaca", "sharegpt", "messages", "raw", "multilingual-thinking")
        .flatMap(
            format ->
                Stream.of("jsonl", "json", "csv", "parquet").map(as -> new String[] {format, as}));
  }

  @BeforeEach
  void fill() {
    for (String text : HOSTILE) {
      entry("Q " + text, text, "cot", text.isBlank() ? "" : "c " + text);
      entry(text, "A", "note", text, "tags", new String[] {text});
    }
    entry("same", "same");
    entry("same", "same");
    String file = rows.file(project, "a.md");
    String chunk = rows.chunk(project, file, 0, "the source");
    entry(
        "all columns",
        "a",
        "chunk_id",
        chunk,
        "score",
        new BigDecimal("3.5"),
        "question_label",
        "l",
        "language",
        "zh-CN",
        "confirmed",
        true,
        "supported",
        true,
        "evaluation",
        "{\"question_quality\":4.5,\"answer_quality\":3,\"overall_consistency\":5}",
        "evidence",
        "[{\"quote\":\"the\",\"match\":\"exact\",\"chunk_start\":0,\"chunk_end\":3}]");
  }

  @ParameterizedTest
  @MethodSource("files")
  void givesTheSameBytes(String format, String as) {
    byte[] first = export(project, "format", format, "as", as);
    String other = rows.project("p-" + Ids.next());
    var report = take(other, first, "format", format, "as", as);
    assertThat(report.refused()).isEmpty();
    assertThat(report.imported()).isEqualTo(rows(project));
    assertThat(export(other, "format", format, "as", as)).isEqualTo(first);
    assertThat(take(other, first, "format", format, "as", as).skipped()).isEqualTo(rows(project));
    assertThat(rows(other)).isEqualTo(rows(project));
  }

  @ParameterizedTest
  @MethodSource("files")
  void givesTheSameBytesWithASystemPromptAndReasoningInTheAnswer(String format, String as) {
    Object[] asked = {"format", format, "as", as, "system", "Be =brief.", "cot", "think"};
    byte[] first = export(project, asked);
    String other = rows.project("p-" + Ids.next());
    assertThat(take(other, first, "format", format, "as", as).refused()).isEmpty();
    assertThat(export(other, asked)).isEqualTo(first);
    assertThat(export(other, "format", format, "as", as, "cot", "think")).isEqualTo(first);
  }

  @Test
  void givesTheSameBundles() {
    for (String format : List.of("llama-factory", "hugging-face")) {
      byte[] first = export(project, "format", format);
      String other = rows.project("p-" + Ids.next());
      assertThat(take(other, first, "format", format).refused()).isEmpty();
      var again = unzipped(export(other, "format", format));
      var before = unzipped(first);
      before.remove("README.md"); // it names the project
      again.remove("README.md");
      assertThat(again.keySet()).isEqualTo(before.keySet());
      before.forEach((path, bytes) -> assertThat(again.get(path)).as(path).isEqualTo(bytes));
    }
  }

  @Test
  void leavesTagsInAnAnswerWhoseReasoningHasAColumn() {
    entry("What is said?", "<think>so</think> the mill says", "cot", "beside it");
    for (String as : List.of("jsonl", "json", "csv", "parquet")) {
      for (String cot : List.of("field", "drop")) {
        Object[] asked = {"format", "multilingual-thinking", "as", as, "cot", cot};
        byte[] first = export(project, asked);
        String other = rows.project("p-" + Ids.next());
        take(other, first, "format", "multilingual-thinking", "as", as);
        assertThat(export(other, asked)).as(as + " " + cot).isEqualTo(first);
      }
    }
  }

  @Test
  void givesTheSameConversations() {
    rows.conversation(project, null, "=who?", "me\n\"yes\"");
    rows.conversation(project, null, "who?", "'@me");
    for (String format : List.of("sharegpt", "messages", "raw", "multilingual-thinking")) {
      for (String as : List.of("jsonl", "json", "csv", "parquet")) {
        Object[] asked = {"kind", "conversations", "format", format, "as", as};
        byte[] first = export(project, asked);
        String other = rows.project("p-" + Ids.next());
        var report = take(other, first, "kind", "conversations", "format", format, "as", as);
        assertThat(report.refused()).isEmpty();
        assertThat(export(other, asked)).as(format + " " + as).isEqualTo(first);
        assertThat(
                take(other, first, "kind", "conversations", "format", format, "as", as).skipped())
            .isEqualTo(2);
      }
    }
  }

  @Test
  void givesTheSameImages() throws Exception {
    imageEntry("=what?", "a mill");
    for (String format :
        List.of("alpaca", "sharegpt", "messages", "raw", "multilingual-thinking")) {
      for (String as : List.of("jsonl", "json", "csv", "parquet")) {
        for (String images : List.of("inline", "files")) {
          Object[] asked = {"kind", "image-datasets", "format", format, "as", as, "images", images};
          byte[] first = export(project, asked);
          String other = rows.project("p-" + Ids.next());
          var report = take(other, first, "kind", "image-datasets", "format", format, "as", as);
          assertThat(report.refused()).as(format + as + images).isEmpty();
          assertThat(export(other, asked)).as(format + " " + as + " " + images).isEqualTo(first);
        }
      }
    }
  }

  @Test
  void givesTheSameImagesWithTagsInTheirTextsAndSystemPrompts() throws Exception {
    imageEntry("<image> is what <video src='x'> and < image>?", "a <image>, <image >, <audio>");
    jdbc.sql("update image_entry set imported = '{\"system\": \"Look.\"}' where project_id = :p")
        .param("p", project)
        .update();
    for (String format : List.of("alpaca", "sharegpt", "messages", "multilingual-thinking")) {
      Object[] asked = {"kind", "image-datasets", "format", format};
      byte[] first = export(project, asked);
      assertThat(new String(first, StandardCharsets.UTF_8)).contains("Look.");
      String other = rows.project("p-" + Ids.next());
      assertThat(take(other, first, "kind", "image-datasets", "format", format).refused())
          .isEmpty();
      assertThat(export(other, asked)).as(format).isEqualTo(first);
      assertThat(
              jdbc.sql("select question || answer from image_entry where project_id = :p")
                  .param("p", other)
                  .query(String.class)
                  .single())
          .isEqualTo("<image> is what <video src='x'> and < image>?a <image>, <image >, <audio>");
    }
  }

  @Test
  void givesTheSameBytesForTextsByChance() {
    String own = rows.project("p-" + Ids.next());
    Random random = new Random(13);
    int[] points = {'a', ' ', '\n', '\r', '\t', '"', '\'', '=', '@', ',', '\\', 0x1f3b5, 0x4e2d, 1};
    project = own;
    for (int i = 0; i < 300; i++) {
      StringBuilder text = new StringBuilder("x");
      random
          .ints(random.nextInt(12), 0, points.length)
          .forEach(at -> text.appendCodePoint(points[at]));
      String hostile = text.substring(random.nextInt(2));
      entry(hostile.isBlank() ? "q" : hostile, text.toString());
    }
    for (String as : List.of("jsonl", "json", "csv", "parquet")) {
      byte[] first = export(own, "format", "alpaca", "as", as);
      String other = rows.project("p-" + Ids.next());
      assertThat(take(other, first, "as", as).imported()).isEqualTo(300);
      assertThat(export(other, "format", "alpaca", "as", as)).isEqualTo(first);
    }
  }

  private long rows(String project) {
    return jdbc.sql("select count(*) from dataset_entry where project_id = :p")
        .param("p", project)
        .query(Long.class)
        .single();
  }
}
