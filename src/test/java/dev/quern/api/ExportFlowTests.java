package dev.quern.api;

import static dev.quern.testing.JsonBody.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.export.format.Field;
import dev.quern.export.format.Kind;
import dev.quern.export.format.RecordFormat;
import dev.quern.export.format.Row;
import dev.quern.export.format.Style;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

@Import(ExportFlowTests.Formats.class)
class ExportFlowTests extends RestFixture {

  @TestConfiguration
  static class Formats {

    /** Fails at an entry that says when. */
    @Bean
    RecordFormat failing() {
      return new RecordFormat() {
        @Override
        public String name() {
          return "failing";
        }

        @Override
        public List<Field> fields(Kind kind, Style style) {
          return List.of(Field.text("a"));
        }

        @Override
        public Map<String, Object> record(Row row, Style style) {
          if ("fail".equals(row.text("answer"))) {
            throw new IllegalStateException("asked to fail");
          }
          return Map.of("a", String.valueOf(row.text("answer")));
        }

        @Override
        public Map<String, Object> row(Kind kind, Map<String, Object> record) {
          return record;
        }
      };
    }
  }

  @Test
  void sendsTheFileAsAnAttachmentNamedAfterItsProject() throws Exception {
    var project = "/projects/" + project("Mühle/磨坊");
    post(project + "/datasets", json("question", "为什么?").with("answer", "So\n\"ist\" es."));
    var answer = get(project + "/export");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/jsonl");
    assertThat(answer.header("Content-Disposition"))
        .startsWith("attachment; filename=\"M_hle___-datasets-alpaca.jsonl\"; ")
        .endsWith("filename*=UTF-8''M%C3%BChle_%E7%A3%A8%E5%9D%8A-datasets-alpaca.jsonl");
    assertThat(answer.body())
        .isEqualTo(
            "{\"instruction\":\"为什么?\",\"input\":\"\",\"output\":\"So\\n\\\"ist\\\" es.\",\"cot\":\"\"}\n");
    assertThat(get(project + "/export?as=json&cot=drop").json()).hasSize(1);
  }

  @Test
  void passesTheFiltersOn() throws Exception {
    var project = "/projects/" + project("filters");
    for (var tags : List.of(List.of(), List.of("a"), List.of("a", "b"), List.of("c, d"))) {
      post(project + "/datasets", json("question", "q").with("answer", "x").with("tags", tags));
    }
    assertThat(get(project + "/export?tags=a,b&as=json").json()).hasSize(1);
    assertThat(get(project + "/export?tags=a&as=json").json()).hasSize(2);
    assertThat(get(project + "/export?tags=%22c,%20d%22&as=json").json()).hasSize(1);
    assertThat(get(project + "/export?min_score=0&as=json").json()).isEmpty();
    assertThat(
            get(project + "/export?confirmed=false&system=Be%20brief.&as=json")
                .json()
                .at("/2/system")
                .asText())
        .isEqualTo("Be brief.");
  }

  @Test
  void answersWithAProblemWhenItFailsBeforeAnythingWasSent() throws Exception {
    var project = "/projects/" + project("early");
    post(project + "/datasets", json("question", "q").with("answer", "fail"));
    var answer = get(project + "/export?format=failing");
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.header("Content-Disposition")).isEmpty();
  }

  @Test
  void neverPassesForWholeWhenItFailsHalfWay() throws Exception {
    var project = "/projects/" + project("late");
    var long100k = "x".repeat(100_000);
    for (var text : new String[] {long100k, long100k, "fail"}) {
      post(project + "/datasets", json("question", "q").with("answer", text));
    }
    try {
      // Where the writer is faster than who sends, nothing has gone out yet, and it can be said.
      assertThat(get(project + "/export?format=failing").status()).isEqualTo(500);
    } catch (IOException e) {
      assertThat(e).as("broken off, so that nobody takes it for whole").isNotNull();
    }
  }
}
