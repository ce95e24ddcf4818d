package dev.quern.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.quern.Ids;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Written files as readers see them that are not ours. */
class ReadersTests extends ExportTest {

  private static final String LONG = "x".repeat(1_000_000);

  @BeforeEach
  void fill() {
    String file = rows.file(project, "a.md");
    String chunk = rows.chunk(project, file, 0, "source \"text\"");
    entry(
        "=1+1 \"q\"\n中文",
        "a,\r\n'b'",
        "cot",
        "because",
        "chunk_id",
        chunk,
        "score",
        new BigDecimal("4.5"),
        "tags",
        new String[] {"t1", "t,2"},
        "evidence",
        "[{\"quote\":\"q\",\"match\":\"exact\",\"chunk_start\":1,\"chunk_end\":2}]",
        "language",
        "tr");
    entry("plain", LONG);
    rows.conversation(project, null, "who?", "me");
  }

  @ParameterizedTest
  @CsvSource({
    "alpaca,jsonl,instruction,output",
    "alpaca,json,instruction,output",
    "alpaca,parquet,instruction,output",
    "sharegpt,jsonl,conversations[1].value,conversations[2].value",
    "sharegpt,json,conversations[1].value,conversations[2].value",
    "sharegpt,parquet,conversations[1].value,conversations[2].value",
    "messages,jsonl,messages[1].content,messages[2].content",
    "messages,json,messages[1].content,messages[2].content",
    "messages,parquet,messages[1].content,messages[2].content",
    "raw,jsonl,question,answer",
    "raw,json,question,answer",
    "raw,parquet,question,answer",
    "multilingual-thinking,jsonl,user,final",
    "multilingual-thinking,json,user,final",
    "multilingual-thinking,parquet,user,final"
  })
  void readsInDuckDb(String format, String as, String question, String answer) {
    var read =
        Duck.query(
            export(project, "format", format, "as", as),
            as,
            "select %s, %s from FILE".formatted(question, answer));
    assertThat(read)
        .containsExactly(List.of("=1+1 \"q\"\n中文", "a,\r\n'b'"), List.of("plain", LONG));
  }

  @ParameterizedTest
  @ValueSource(strings = {"alpaca", "sharegpt", "messages", "raw", "multilingual-thinking"})
  void readsCsvInDuckDbAndCommonsCsvWithCellsThatNoSpreadsheetRuns(String format) throws Exception {
    byte[] csv = export(project, "format", format, "as", "csv");
    assertThat(csv).startsWith(0xef, 0xbb, 0xbf);
    String text = new String(csv, 3, csv.length - 3, StandardCharsets.UTF_8);
    try (var parser = CSVFormat.RFC4180.parse(new StringReader(text))) {
      var records = parser.getRecords();
      assertThat(records).hasSize(3).allMatch(record -> record.size() == records.get(0).size());
      assertThat(records.get(1).stream()).noneMatch(cell -> cell.matches("(?s)[=+\\-@\t\r].*"));
      assertThat(records.get(1).stream()).anyMatch(cell -> cell.contains("=1+1"));
    }
    assertThat(Duck.query(csv, "csv", "select count(*) from FILE")).containsExactly(List.of("2"));
  }

  @Test
  void keepsNestedListsAndTypesInParquet() {
    byte[] file = export(project, "format", "raw", "as", "parquet");
    assertThat(
            Duck.query(
                file,
                "parquet",
                "select typeof(tags), typeof(score), typeof(confirmed), typeof(start_offset),"
                    + " typeof(evidence), tags[2], score, evidence[1].chunk_end, source from FILE"))
        .first()
        .isEqualTo(
            List.of(
                "VARCHAR[]",
                "DOUBLE",
                "BOOLEAN",
                "BIGINT",
                "STRUCT(\"quote\" VARCHAR, \"match\" VARCHAR, chunk_start BIGINT, chunk_end BIGINT,"
                    + " start_offset BIGINT, end_offset BIGINT)[]",
                "t,2",
                "4.5",
                "2",
                "source \"text\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"alpaca", "sharegpt", "messages", "multilingual-thinking"})
  void followsTheFormatsPublishedRules(String format) throws Exception {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(
                getClass().getResourceAsStream("/dev/quern/export/" + format + ".schema.json"));
    for (String cot : List.of("field", "think", "drop")) {
      for (JsonNode record : records("format", format, "system", "S", "cot", cot)) {
        assertThat(schema.validate(record)).as(format + " " + cot).isEmpty();
      }
    }
    if (!format.equals("alpaca")) {
      for (JsonNode record : records("format", format, "kind", "conversations", "system", "S")) {
        assertThat(schema.validate(record)).as(format).isEmpty();
      }
    }
  }

  /**
   * A loader that takes the types from the first 10 MB takes a column of nulls for one of nulls.
   */
  @ParameterizedTest
  @ValueSource(strings = {"alpaca", "sharegpt", "messages", "multilingual-thinking"})
  void saysInEachRecordThatATextIsOne(String format) throws Exception {
    take(
        "{\"instruction\": \"q\", \"output\": \"a\", \"system\": \"S\"}\n"
            + "{\"instruction\": \"q2\", \"output\": \"a\", \"system\": \"\"}\n");
    byte[] file = export(project, "format", format);
    for (String line : new String(file, StandardCharsets.UTF_8).split("\n")) {
      JsonNode record = JSON.readTree(line);
      assertThat(record).noneMatch(JsonNode::isNull);
      JsonNode first = record.at("/messages/0");
      assertThat(first.path("thinking").isNull()).isFalse();
      assertThat(first.path("content").asText("x")).isNotEmpty();
    }
    String other = rows.project("p-" + Ids.next());
    take(other, file, "format", format);
    assertThat(export(other, "format", format)).isEqualTo(file);
    assertThat(
            jdbc.sql(
                    "select count(*) from dataset_entry where project_id = :p and imported ->> 'system' = ''")
                .param("p", other)
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void readsFilesOfNoRows() {
    String empty = rows.project("empty-" + project);
    assertThat(export(empty, "as", "jsonl")).isEmpty();
    assertThat(new String(export(empty, "as", "json"), StandardCharsets.UTF_8)).isEqualTo("[]\n");
    assertThat(
            Duck.query(export(empty, "as", "parquet"), "parquet", "select count(output) from FILE"))
        .containsExactly(List.of("0"));
    assertThat(new String(export(empty, "as", "csv"), StandardCharsets.UTF_8))
        .isEqualTo("\ufeff\"instruction\",\"input\",\"output\",\"cot\"\r\n");
    var bundle = unzipped(export(empty, "format", "hugging-face", "split", 0.1));
    assertThat(bundle.keySet()).contains("README.md", "data/train-00000-of-00001.parquet");
  }
}
