package dev.quern.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lists of rows by key instead of by offset, and the number of rows where there are many. */
class LongListFlowTests extends FlowTest {

  private void questions(String project, int count) {
    jdbc.sql(
            """
            insert into question (id, project_id, question)
            select :project || '-' || i, :project, 'Question ' || i from generate_series(1, :count) i
            """)
        .param("project", project)
        .param("count", count)
        .update();
    jdbc.sql("analyze question").update();
  }

  private JsonNode list(String project, String params) {
    return rest.get("/api/projects/" + project + "/questions?" + params).json();
  }

  @Test
  void afterGivesEachRowOnce() {
    String project = rest.project();
    questions(project, 25);
    List<String> byKey = new ArrayList<>();
    JsonNode page = list(project, "limit=10");
    while (!page.path("items").isEmpty()) {
      page.path("items").forEach(item -> byKey.add(item.path("id").asText()));
      page = list(project, "limit=10&after=" + byKey.get(byKey.size() - 1));
    }

    List<String> byOffset = new ArrayList<>();
    list(project, "limit=100").path("items").forEach(i -> byOffset.add(i.path("id").asText()));
    assertThat(byKey).hasSize(25).isEqualTo(byOffset);
    assertThat(page.path("total").asInt()).isEqualTo(25);
    assertThat(page.path("total_is_estimate").asBoolean()).isFalse();
  }

  @Test
  void refusesARowThatIsNotThereAndAnOffsetBeside() {
    String project = rest.project();
    questions(project, 2);

    assertThat(rest.get("/api/projects/" + project + "/questions?after=nobody").status())
        .isEqualTo(422);
    assertThat(
            rest.get("/api/projects/" + project + "/questions?offset=1&after=" + project + "-1")
                .status())
        .isEqualTo(400);
  }

  @Test
  void theTotalIsExactUpToTenThousandAndEstimatedBeyond() {
    String exact = rest.project();
    questions(exact, 10_000);
    assertThat(list(exact, "limit=1").path("total").asInt()).isEqualTo(10_000);
    assertThat(list(exact, "limit=1").path("total_is_estimate").asBoolean()).isFalse();

    String many = rest.project();
    questions(many, 40_000);
    JsonNode page = list(many, "limit=1&offset=39999");
    assertThat(page.path("total_is_estimate").asBoolean()).isTrue();
    assertThat(page.path("total").asInt()).isBetween(20_000, 80_000);
    assertThat(page.path("items")).hasSize(1);
    assertThat(list(many, "limit=1&offset=50000").path("items")).isEmpty();
    jdbc.sql("delete from question where project_id in (:a, :b)")
        .param("a", exact)
        .param("b", many)
        .update();
  }
}
