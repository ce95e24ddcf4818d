package dev.quern.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.Ids;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of earlier versions, with numbers that are none. */
class StoredNumbersTests extends ExportTest {

  /** Earlier versions took such numbers in from Parquet, and stored them as texts. */
  @ParameterizedTest
  @ValueSource(strings = {"jsonl", "json", "csv", "parquet"})
  void exportsStoredNumbersThatAreNone(String as) {
    entry(
        "q",
        "a",
        "evaluation",
        """
        {"question_quality": "NaN", "answer_quality": "Infinity", "text_relevance": 1e400,
         "overall_consistency": 3.5}""",
        "evidence",
        """
        [{"quote": "a", "match": "exact", "chunk_start": "NaN", "chunk_end": 1e400,
          "start_offset": "-Infinity", "end_offset": 4}]""");
    jdbc.sql(
            """
            update dataset_entry
            set imported = '{"start_offset": "NaN", "end_offset": "Infinity"}' where project_id = :p""")
        .param("p", project)
        .update();
    byte[] file = export(project, "format", "raw", "as", as);

    String other = rows.project("q-" + Ids.next());
    var report = take(other, file, "format", "raw", "as", as);
    assertThat(report.refused()).isEmpty();
    assertThat(report.imported()).isOne();
    project = other;
    JsonNode record = records("format", "raw").get(0);
    assertThat(record.at("/evaluation/overall_consistency").asDouble()).isEqualTo(3.5);
    assertThat(record.at("/evaluation/question_quality").isNumber()).isFalse();
    assertThat(record.at("/evaluation/answer_quality").isNumber()).isFalse();
    assertThat(record.at("/evaluation/text_relevance").isNumber()).isFalse();
    assertThat(record.at("/evidence/0/end_offset").asInt()).isEqualTo(4);
    assertThat(record.at("/evidence/0/chunk_start").isNumber()).isFalse();
    assertThat(record.at("/evidence/0/chunk_end").isNumber()).isFalse();
    assertThat(record.at("/start_offset").isNull()).isTrue();
    assertThat(record.at("/end_offset").isNull()).isTrue();
  }
}
