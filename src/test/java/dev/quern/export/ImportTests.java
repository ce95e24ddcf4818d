package dev.quern.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.Ids;
import dev.quern.error.FieldError;
import dev.quern.error.InvalidRequestException;
import dev.quern.export.imports.ImportReport.Refused;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/**
 * Files that are taken in: what is read, what is refused, and what becomes of rows that are there.
 */
class ImportTests extends ExportTest {

  @Test
  void refusesRecordsWithLineAndReasonAndTakesTheOthers() {
    var report =
        take(
            """
            {"instruction": "q1", "input": "", "output": "a1"}
            {"instruction": "q2", "output":

            {"instruction": "q3"}
            [1]
            {"instruction": "", "output": "a"}
            {"instruction": "nul \\u0000", "output": "a"}
            {"instruction": "half \\ud800", "output": "a"}
            {"instruction": 7, "output": "a"}
            {"instruction": "q9", "input": "more", "output": "a9", "other": {"kept": false}}
            """);
    assertThat(report.imported()).isEqualTo(2);
    assertThat(report.refused().stream().map(Refused::line))
        .containsExactly(2L, 4L, 5L, 6L, 7L, 8L, 9L);
    assertThat(report.refused().stream().map(Refused::reason))
        .satisfiesExactly(
            r -> assertThat(r).startsWith("is no JSON: "),
            r -> assertThat(r).isEqualTo("'output' is missing; there are [instruction]"),
            r -> assertThat(r).isEqualTo("is no JSON object"),
            r -> assertThat(r).isEqualTo("its question is blank"),
            r -> assertThat(r).contains("NUL"),
            r -> assertThat(r).contains("surrogate"),
            r -> assertThat(r).isEqualTo("'instruction' must be a string"));
    assertThat(records().get(1).get("instruction").asText()).isEqualTo("q9\nmore");
  }

  @Test
  void takesWhatOthersMade() {
    assertThat(
            take(
                    "{\"messages\": [{\"role\": \"system\", \"content\": \"S\"}, {\"role\": \"user\","
                        + " \"content\": \"q\"}, {\"role\": \"assistant\", \"content\":"
                        + " \"<think>why</think>\\n\\na\"}]}\n",
                    "format",
                    "messages")
                .imported())
        .isOne();
    assertThat(
            take(
                    "[{\"id\": \"x\", \"conversations\": [{\"from\": \"user\", \"value\": \"q2\"},"
                        + " {\"from\": \"assistant\", \"value\": \"a2\"}]}]",
                    "format",
                    "sharegpt",
                    "as",
                    "json")
                .imported())
        .isOne();
    assertThat(
            take("instruction,output\r\nq3,a3\r\n\"q,4\",\"a\"\"4\"\r\n", "as", "csv").imported())
        .isEqualTo(2);
    assertThat(text("system", "T"))
        .isEqualTo(
            "{\"instruction\":\"q\",\"input\":\"\",\"output\":\"a\",\"system\":\"T\",\"cot\":\"why\"}\n"
                + "{\"instruction\":\"q2\",\"input\":\"\",\"output\":\"a2\",\"system\":\"T\",\"cot\":\"\"}\n"
                + "{\"instruction\":\"q3\",\"input\":\"\",\"output\":\"a3\",\"system\":\"T\",\"cot\":\"\"}\n"
                + "{\"instruction\":\"q,4\",\"input\":\"\",\"output\":\"a\\\"4\",\"system\":\"T\",\"cot\":\"\"}\n");
    assertThat(records().get(0).get("system").asText()).isEqualTo("S");
    assertThat(records().get(1).get("system").asText("none")).isEmpty();
  }

  @Test
  void saysWhereAFileBreaksAndKeepsWhatCameBefore() {
    var report =
        take("[{\"instruction\": \"q\", \"output\": \"a\"},\n{\"instruction\": ", "as", "json");
    assertThat(report.imported()).isOne();
    assertThat(report.refused()).hasSize(1);
    assertThat(report.refused().get(0).line()).isEqualTo(2);
    byte[] latin =
        "{\"instruction\": \"M\u00fchle\", \"output\": \"a\"}"
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThat(take(project, latin).refused().get(0).reason()).contains("not UTF-8");
    assertThat(take(project, new byte[] {1, 2, 3}, "as", "parquet").refused().get(0).reason())
        .contains("no Parquet");
    assertThat(take("", "as", "jsonl").imported()).isZero();
    assertThat(take("[]", "as", "json").imported()).isZero();
  }

  @Test
  void replacesWhatARowHoldsBesideItsContent() {
    take("{\"instruction\": \"q\", \"output\": \"a\", \"cot\": \"old\"}");
    var skipped = take("{\"instruction\": \"q\", \"output\": \"a\", \"cot\": \"new\"}");
    assertThat(List.of(skipped.imported(), skipped.skipped())).containsExactly(0L, 1L);
    assertThat(records().get(0).get("cot").asText()).isEqualTo("old");
    var replaced =
        take(
            "{\"instruction\": \"q\", \"output\": \"a\", \"cot\": \"new\"}",
            "on_conflict",
            "replace");
    assertThat(List.of(replaced.imported(), replaced.skipped())).containsExactly(1L, 0L);
    assertThat(records()).hasSize(1);
    assertThat(records().get(0).get("cot").asText()).isEqualTo("new");
  }

  @Test
  void replacesARowThatComesBackUnderItsIdWithAnotherAnswer() {
    String id = entry("q", "a");
    take(
        "{\"id\": \"" + id + "\", \"question\": \"q\", \"answer\": \"better\", \"score\": 4.5}",
        "format",
        "raw",
        "on_conflict",
        "replace");
    assertThat(records("format", "raw")).hasSize(1);
    assertThat(records("format", "raw").get(0).get("answer").asText()).isEqualTo("better");
    assertThat(records("format", "raw").get(0).get("score").asDouble()).isEqualTo(4.5);
  }

  @Test
  void replacesEachColumnThatARecordHasAndNoOther() {
    String id =
        entry(
            "q",
            "a",
            "score",
            4,
            "evaluation",
            "{\"question_quality\":4,\"answer_quality\":4}",
            "score_task_id",
            "judge",
            "warnings",
            new String[] {"echo"},
            "note",
            "kept",
            "model",
            "small");
    replace(
        """
        {"question": "q", "answer": "a", "warnings": [], "model": "large", "answer_type": "label", "tags": null,
         "evidence": [{"quote": "a", "match": "exact"}], "supported": true}
        """);
    JsonNode row = records("format", "raw").get(0);
    assertThat(row.get("warnings")).isEmpty();
    assertThat(row.get("model").asText()).isEqualTo("large");
    assertThat(row.get("answer_type").asText()).isEqualTo("label");
    assertThat(row.at("/evidence/0/quote").asText()).isEqualTo("a");
    assertThat(row.get("supported").asBoolean()).isTrue();
    assertThat(row.get("note").asText()).isEqualTo("kept");
    assertThat(row.get("score").asDouble()).isEqualTo(4);
    assertThat(row.at("/evaluation/answer_quality").asDouble()).isEqualTo(4);
    assertThat(row.get("id").asText()).isEqualTo(id);
    replace("{\"question\": \"q\", \"answer\": \"a\", \"note\": null, \"system\": \"S\"}");
    row = records("format", "raw").get(0);
    assertThat(row.get("note").isNull()).isTrue();
    assertThat(row.get("system").asText()).isEqualTo("S");
    assertThat(row.get("id").asText()).isEqualTo(id);
  }

  /** As an edit has it. */
  @Test
  void dropsTheDimensionsOfAnotherScoreAndTheWarningsOfAnotherText() {
    entry(
        "q",
        "a",
        "score",
        4,
        "evaluation",
        "{\"question_quality\":4}",
        "score_task_id",
        "judge",
        "warnings",
        new String[] {"echo"});
    String exported = text("format", "raw");
    replace(exported.replace("\"score\":4", "\"score\":2.5"));
    JsonNode row = records("format", "raw").get(0);
    assertThat(row.get("score").asDouble()).isEqualTo(2.5);
    assertThat(row.get("evaluation").isNull()).isTrue();
    assertThat(
            jdbc.sql("select score_task_id from dataset_entry where project_id = :p")
                .param("p", project)
                .query(String.class)
                .optional())
        .isEmpty();
    replace(exported.replace("\"answer\":\"a\"", "\"answer\":\"better\""));
    row = records("format", "raw").get(0);
    assertThat(row.get("answer").asText()).isEqualTo("better");
    assertThat(row.get("score").asDouble()).isEqualTo(4);
    assertThat(row.get("warnings")).isEmpty();
    replace(
        "{\"id\": %s, \"question\": \"q\", \"answer\": \"best\", \"warnings\": [\"cut_off\"]}"
            .formatted(row.get("id")));
    row = records("format", "raw").get(0);
    assertThat(row.get("answer").asText()).isEqualTo("best");
    assertThat(row.get("score").isNull()).isTrue();
    assertThat(row.at("/warnings/0").asText()).isEqualTo("cut_off");
  }

  @Test
  void replacesTheColumnsOfConversationsAndOfImages() throws Exception {
    rows.conversation(project, null, "who?", "me");
    String talk = text("kind", "conversations", "format", "raw");
    take(
        talk.replace("\"scenario\":null", "\"scenario\":\"at the mill\"")
            .replace("\"warnings\":[]", "\"warnings\":[\"echo\"]")
            .replace("\"system\":null", "\"system\":\"S\"")
            .replaceFirst("\"max_turns\":\\d+", "\"max_turns\":8"),
        "kind",
        "conversations",
        "format",
        "raw",
        "on_conflict",
        "replace");
    JsonNode row = records("kind", "conversations", "format", "raw").get(0);
    assertThat(row.get("scenario").asText()).isEqualTo("at the mill");
    assertThat(row.at("/warnings/0").asText()).isEqualTo("echo");
    assertThat(row.get("system").asText()).isEqualTo("S");
    assertThat(row.get("max_turns").asInt()).isEqualTo(8);
    imageEntry("what?", "a mill");
    String picture = text("kind", "image-datasets", "format", "raw");
    take(
        picture
            .replace("\"model\":null", "\"model\":\"large\"")
            .replace("\"warnings\":[]", "\"warnings\":[\"echo\"]")
            .replace("\"system\":null", "\"system\":\"S\""),
        "kind",
        "image-datasets",
        "format",
        "raw",
        "on_conflict",
        "replace");
    row = records("kind", "image-datasets", "format", "raw").get(0);
    assertThat(row.get("model").asText()).isEqualTo("large");
    assertThat(row.at("/warnings/0").asText()).isEqualTo("echo");
    assertThat(row.get("system").asText()).isEqualTo("S");
  }

  @Test
  void replacesSystemPromptsAndTheOriginOfARowThatHasOne() {
    String raw = "{\"id\": \"x\", \"question\": \"q\", \"answer\": \"a\", \"file_name\": \"%s\"}";
    take(raw.formatted("old.md"), "format", "raw");
    String said =
        "{\"messages\": [%s{\"role\": \"user\", \"content\": \"q\"},"
            + " {\"role\": \"assistant\", \"content\": \"a\"}]}";
    String system = "{\"role\": \"system\", \"content\": \"S\"},";
    take(said.formatted(system), "format", "messages", "on_conflict", "replace");
    take(said.formatted(""), "format", "messages", "on_conflict", "replace");
    replace(raw.formatted("new.md"));
    JsonNode row = records("format", "raw").get(0);
    assertThat(row.get("system").asText()).isEqualTo("S");
    assertThat(row.get("id").asText()).isEqualTo("x");
    assertThat(row.get("file_name").asText()).isEqualTo("new.md");
    take("{\"instruction\": \"q\", \"output\": \"a\", \"system\": \"\"}", "on_conflict", "replace");
    assertThat(records().get(0).has("system")).isFalse();
  }

  @Test
  void knowsARowThatCameInAsRawByTheIdThatARawExportGives() {
    String raw = "{\"id\": \"%s\", \"question\": \"q\", \"answer\": \"%s\", \"file_name\": \"%s\"}";
    String id = Ids.next();
    take(raw.formatted(id, "a", "old.md"), "format", "raw");
    String exported = text("format", "raw");
    replace(exported.replace("\"answer\":\"a\"", "\"answer\":\"better\""));
    replace(raw.formatted(id, "best", "new.md"));
    assertThat(take(raw.formatted(id, "skipped", "x.md"), "format", "raw").skipped()).isOne();
    assertThat(records("format", "raw"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.get("answer").asText()).isEqualTo("best");
              assertThat(row.get("file_name").asText()).isEqualTo("new.md");
              assertThat(row.get("id").asText()).isEqualTo(id);
            });
  }

  @Test
  void takesTheReasoningOfShareGptAndWritesItWhereLoadersLook() {
    String said =
        "{\"conversations\": [{\"from\": \"human\", \"value\": \"q\"}, {\"from\": \"gpt\","
            + " \"value\": \"a\", \"reasoning_content\": \"why\"}]}";
    assertThat(take(said, "format", "sharegpt").imported()).isOne();
    assertThat(
            records("format", "sharegpt", "cot", "think")
                .get(0)
                .at("/conversations/1/value")
                .asText())
        .isEqualTo("<think>\nwhy\n</think>\n\na");
    assertThat(take(said, "format", "sharegpt", "kind", "conversations").refused())
        .singleElement()
        .satisfies(refused -> assertThat(refused.reason()).contains("has reasoning"));
  }

  private void replace(String record) {
    var report = take(record.replace("\n ", " "), "format", "raw", "on_conflict", "replace");
    assertThat(report.imported()).isOne();
  }

  @Test
  void keepsALargeAnswerAndRefusesWrongScores() {
    String large = "ü".repeat(1_200_000);
    assertThat(take("{\"instruction\": \"q\", \"output\": \"" + large + "\"}").imported()).isOne();
    assertThat(records().get(0).get("output").asText()).isEqualTo(large);
    var report =
        take(
            "{\"question\": \"q\", \"answer\": \"a\", \"score\": 9}\n"
                + "{\"question\": \"q\", \"answer\": \"a\", \"tags\": \"x\"}\n"
                + "{\"question\": \"q\", \"answer\": \"a\", \"evaluation\": 7}\n",
            "format",
            "raw");
    assertThat(report.imported()).isZero();
    assertThat(report.refusedCount()).isEqualTo(3);
  }

  @Test
  void refusesNumbersThatAreNoneAndTakesTheOthers() {
    String row = "{\"question\": \"q%d\", \"answer\": \"a\", %s}\n";
    var report =
        take(
            row.formatted(1, "\"score\": 1e400")
                + row.formatted(2, "\"evaluation\": {\"question_quality\": -1e400}")
                + row.formatted(
                    3,
                    "\"evidence\": [{\"quote\": \"x\", \"match\": \"exact\", \"chunk_start\": 1e400}]")
                + row.formatted(
                    4,
                    "\"evidence\": [{\"quote\": \"x\", \"match\": \"exact\", \"chunk_start\": 1.5}]")
                + row.formatted(5, "\"start_offset\": 1e400")
                + row.formatted(6, "\"end_offset\": \"x\"")
                + row.formatted(
                    7,
                    "\"score\": 4.5, \"start_offset\": 3.0, \"evaluation\": {\"question_quality\": 4}"),
            "format",
            "raw");
    assertThat(report.refused().stream().map(Refused::line))
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(report.refused().stream().map(Refused::reason))
        .satisfiesExactly(
            r -> assertThat(r).isEqualTo("'score' is no finite number"),
            r -> assertThat(r).isEqualTo("'question_quality' is no finite number"),
            r -> assertThat(r).isEqualTo("'chunk_start' must be a whole number"),
            r -> assertThat(r).isEqualTo("'chunk_start' must be a whole number"),
            r -> assertThat(r).isEqualTo("'start_offset' must be a whole number"),
            r -> assertThat(r).isEqualTo("'end_offset' must be a whole number"));
    byte[] parquet =
        Duck.parquet(
            "select 'qp' as question, 'a' as answer, 'NaN'::double as score"
                + " union all select 'qp2', 'a', 4.5");
    assertThat(take(project, parquet, "format", "raw", "as", "parquet").refused())
        .singleElement()
        .satisfies(r -> assertThat(r.reason()).isEqualTo("'score' is no finite number"));
    assertThat(records("format", "raw").stream().map(record -> record.get("question").asText()))
        .containsExactly("q7", "qp2");
  }

  @Test
  void readsDecimalsOfParquetWithTheirScale() {
    byte[] parquet =
        Duck.parquet("select 'q' as question, 'a' as answer, 0.5::decimal(3, 1) as score");
    assertThat(take(project, parquet, "format", "raw", "as", "parquet").imported()).isOne();
    assertThat(records("format", "raw").get(0).get("score").asDouble()).isEqualTo(0.5);
  }

  @Test
  void refusesWhatARowCannotHold() {
    var report =
        take(
            """
            {"instruction": "q1", "output": "a", "history": [["before", "said"]]}
            {"instruction": "q2", "output": "a", "images": ["a.png"]}
            {"instruction": "q3", "output": "a", "videos": ["a.mp4"]}
            {"instruction": "q4", "output": "a", "audios": ["a.wav"]}
            {"instruction": "q5", "output": "a", "history": [], "images": [], "videos": null}
            """);
    assertThat(report.imported()).isOne();
    assertThat(report.refused().stream().map(Refused::reason))
        .satisfiesExactly(
            r -> assertThat(r).startsWith("has a 'history'").contains("kind=conversations"),
            r -> assertThat(r).startsWith("has 'images'").contains("kind=image-datasets"),
            r -> assertThat(r).startsWith("has 'videos'"),
            r -> assertThat(r).startsWith("has 'audios'"));
    String said =
        "{\"messages\": [{\"role\": \"user\", \"content\": \"q\"},"
            + " {\"role\": \"assistant\", \"content\": \"a\"}], \"images\": [\"a.png\"]}";
    for (String kind : List.of("datasets", "conversations")) {
      assertThat(take(said, "kind", kind, "format", "messages").refused()).hasSize(1);
    }
    assertThat(take("instruction,output,images,history\nq6,a,[],\n", "as", "csv").imported())
        .isOne();
    assertThat(take("instruction,output,images\nq7,a,x.png\n", "as", "csv").imported()).isZero();
  }

  @Test
  void takesLanguagesByTheirNames() {
    String record =
        "{\"reasoning_language\": \"%s\", \"messages\": [{\"role\": \"user\", \"content\": \"q %1$s\"},"
            + " {\"role\": \"assistant\", \"content\": \"a\"}]}\n";
    String[] format = {"format", "multilingual-thinking"};
    for (String name : List.of("French", "Chinese", "Klingon", "Portuguese (Brazil)")) {
      assertThat(take(record.formatted(name), format).imported()).isOne();
    }
    take("{\"instruction\": \"q5\", \"output\": \"a\"}");
    assertThat(take(record.formatted("x".repeat(36)), format).refused()).hasSize(1);
    assertThat(records("format", "raw").stream().map(r -> r.get("language").asText()))
        .containsExactly("fr", "zh-CN", "Klingon", "pt-BR", "null");
    var records = records("format", "multilingual-thinking");
    assertThat(records.stream().map(r -> r.get("reasoning_language").asText()))
        .containsExactly("French", "Chinese", "Klingon", "Portuguese (Brazil)", "");
    assertThat(records.get(0).at("/messages/0/content").asText())
        .isEqualTo("reasoning language: French");
    assertThat(records.get(4).at("/messages/0/content").asText())
        .isEqualTo("reasoning language: English");
  }

  @Test
  void takesNoLanguageFromARecordThatNamesNone() {
    take("{\"instruction\": \"q\", \"output\": \"a\"}");
    byte[] file = export(project, "format", "multilingual-thinking", "system", "Be brief.");
    project = rows.project("p-" + Ids.next());
    take(project, file, "format", "multilingual-thinking");
    JsonNode row = records("format", "raw").get(0);
    assertThat(row.get("language").isNull()).isTrue();
    assertThat(row.get("system").asText()).isEqualTo("Be brief.");
  }

  @Test
  void takesTheReasoningOfMessages() {
    String said =
        "{\"messages\": [{\"role\": \"system\", \"content\": \"%s\"}, {\"role\": \"user\","
            + " \"content\": \"q\"}, {\"role\": \"assistant\", \"content\": \"%s\", \"%s\": \"why\"}]}\n";
    take(
        said.formatted("reasoning language: French\\n\\nBe brief.", "a1", "thinking"),
        "format",
        "multilingual-thinking");
    take(said.formatted("Be brief.", "a2", "reasoning_content"), "format", "messages");
    take(said.formatted("Be brief.", "a3", "thinking"), "format", "messages");
    assertThat(records("format", "raw"))
        .hasSize(3)
        .allSatisfy(
            r -> {
              assertThat(r.get("cot").asText()).isEqualTo("why");
              assertThat(r.get("system").asText()).isEqualTo("Be brief.");
            });
    assertThat(records("format", "raw").get(0).get("language").asText()).isEqualTo("fr");
    assertThat(
            take(
                    said.formatted("", "a4", "thinking"),
                    "format",
                    "messages",
                    "kind",
                    "conversations")
                .refused())
        .extracting(Refused::reason)
        .containsExactly("has reasoning, which conversations cannot hold");
  }

  @Test
  void refusesWhatIsNotToBeLearned() {
    assertThat(
            take(
                    "{\"messages\": [{\"role\": \"user\", \"content\": \"q\"},"
                        + " {\"role\": \"assistant\", \"content\": \"a\", \"weight\": 0}]}\n"
                        + "{\"messages\": [{\"role\": \"user\", \"content\": \"q\"},"
                        + " {\"role\": \"assistant\", \"content\": \"a\", \"weight\": 1}]}\n",
                    "format",
                    "messages")
                .refused())
        .extracting(Refused::reason)
        .containsExactly("a message has the weight 0, which no row can hold");
    byte[] zip =
        zip(
            "dataset_info.json",
            "{\"a\": {\"file_name\": \"a.jsonl\", \"columns\": {\"kto_tag\": \"label\"}}}",
            "a.jsonl",
            """
            {"instruction": "q1", "output": "a1", "label": true}
            {"instruction": "q2", "output": "a2", "label": false}
            """);
    assertThat(take(project, zip, "format", "llama-factory").refused())
        .extracting(Refused::reason)
        .containsExactly(
            "has a false 'kto_tag': it is an answer that is not wanted, which no row can hold");
  }

  @Test
  void takesThePlaceOfAnImageOutWhereverItStands() throws Exception {
    imageEntry("what?", "a mill");
    String image = records("kind", "image-datasets").get(0).at("/images/0").asText();
    String record =
        "{\"instruction\": \"%s\", \"output\": \"a <think>x</think> y\", \"images\": [\""
            + image
            + "\"]}\n";
    var report =
        take(
            record.formatted("<image>\\nin front?")
                + record.formatted("behind?\\n<image>")
                + record.formatted("in\\n<image>\\nit?")
                + record.formatted("none?")
                + record.formatted("<image><image>two?"),
            "kind",
            "image-datasets");
    assertThat(report.refused())
        .extracting(Refused::reason)
        .containsExactly("its question has 2 places for images, and a row has one");
    assertThat(records("kind", "image-datasets", "format", "raw"))
        .extracting(r -> r.get("question").asText())
        .containsExactly("what?", "in front?", "behind?", "in\nit?", "none?");
  }

  @Test
  void roundsScoresToHalves() {
    take(
        "{\"question\": \"q1\", \"answer\": \"a\", \"score\": 3.7}\n"
            + "{\"question\": \"q2\", \"answer\": \"a\", \"score\": 3.75}\n",
        "format",
        "raw");
    assertThat(records("format", "raw"))
        .extracting(r -> r.get("score").asText())
        .containsExactly("3.5", "4");
  }

  @Test
  void saysWhatItTakes() {
    assertThatThrownBy(() -> take("", "format", "x", "as", "y", "on_conflict", "z"))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            e ->
                assertThat(e.errors().stream().map(FieldError::field))
                    .containsExactly("format", "as", "on_conflict"));
    assertThatThrownBy(() -> take("{}", "format", "hugging-face"))
        .hasMessageContaining("is a zip, and this is none");
  }

  @Test
  void takesZipsThatOthersMadeForLlamaFactory() {
    byte[] zip =
        zip(
            "dataset_info.json",
            """
            {"a": {"file_name": "a.json"},
             "b": {"file_name": "b.jsonl", "formatting": "sharegpt", "columns": {"messages": "messages"},
                   "tags": {"role_tag": "role", "content_tag": "content"}},
             "c": {"file_name": "c.jsonl", "formatting": "openai"}}
            """,
            "a.json",
            "[{\"instruction\": \"q1\", \"input\": \"\", \"output\": \"a1\"}]",
            "b.jsonl",
            "{\"messages\": [{\"role\": \"user\", \"content\": \"q2\"}, {\"role\": \"assistant\","
                + " \"content\": \"a2\"}]}",
            "c.jsonl",
            "{\"messages\": [{\"role\": \"user\", \"content\": \"q3\"}, {\"role\": \"assistant\","
                + " \"content\": \"a3\"}]}");
    assertThat(take(project, zip, "format", "llama-factory").imported()).isEqualTo(3);
    assertThat(records().stream().map(record -> record.get("output").asText()))
        .containsExactly("a1", "a2", "a3");
  }

  /** The columns of a file have the names that its dataset_info.json says. */
  @Test
  void readsTheColumnsThatAZipNames() {
    byte[] zip =
        zip(
            "dataset_info.json",
            """
            {"a": {"file_name": "a.jsonl", "columns": {"prompt": "q", "response": "a", "system": "s",
                   "history": "past", "images": "pictures"}},
             "b": {"file_name": "b.jsonl", "formatting": "sharegpt",
                   "columns": {"messages": "said", "system": "s"}}}
            """,
            "a.jsonl",
            """
            {"q": "q1", "a": "a1", "s": "S1", "past": []}
            {"q": "q2", "a": "a2", "past": [["x", "y"]]}
            {"q": "q3", "a": "a3", "pictures": ["a.png"]}
            """,
            "b.jsonl",
            "{\"said\": [{\"from\": \"human\", \"value\": \"q4\"}, {\"from\": \"gpt\","
                + " \"value\": \"a4\"}], \"s\": \"S4\"}");
    assertThat(
            take(project, zip, "format", "llama-factory").refused().stream().map(Refused::reason))
        .satisfiesExactly(
            r -> assertThat(r).startsWith("has a 'history'"),
            r -> assertThat(r).startsWith("has 'images'"));
    assertThat(records().stream().map(r -> r.get("instruction") + " " + r.get("system")))
        .containsExactly("\"q1\" \"S1\"", "\"q4\" \"S4\"");
  }

  @Test
  void takesASystemPromptBesideMessages() {
    take(
        "{\"system\": \"S\", \"messages\": [{\"role\": \"user\", \"content\": \"q\"},"
            + " {\"role\": \"assistant\", \"content\": \"a\"}]}",
        "format",
        "messages");
    assertThat(records().get(0).get("system").asText()).isEqualTo("S");
  }

  @Test
  void saysWhatIsWrongWithAZip() {
    assertRefused("{", "dataset_info.json is no JSON");
    assertRefused("{\"a\": {\"file_name\": \"a.txt\"}}", "names 'a.txt': jsonl, json");
    assertRefused("{\"a\": {\"file_name\": \"a.json\", \"formatting\": \"x\"}}", "formatting 'x'");
    assertRefused("{\"a\": {\"file_name\": \"a.json\"}}", "names 'a.json' and does not hold it");
    assertRefused("{\"a\": 7}", "names ''");
    assertRefused("{}", "The zip holds no records");
    assertThatThrownBy(
            () ->
                take(
                    project,
                    zip(
                        "dataset_info.json",
                        "{\"a\": {\"file_name\": \"a.json\"}}",
                        "a.json",
                        "[]"),
                    "kind",
                    "conversations",
                    "format",
                    "llama-factory"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("a.json is alpaca, which holds no conversations");
  }

  private void assertRefused(String info, String words) {
    assertThatThrownBy(
            () -> take(project, zip("dataset_info.json", info), "format", "llama-factory"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining(words);
  }

  private static byte[] zip(String... namesAndTexts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
        zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
