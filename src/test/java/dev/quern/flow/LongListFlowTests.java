package dev.quern.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** Rows that only lists look at: of a project, of its tasks, and of the first of them. */
  private void othersOf(String project) {
    List<String> fills =
        List.of(
            """
            insert into source_file (id, project_id, file_name, media_type, size, sha256, characters)
            select :project || '-f' || i, :project, 'a', 'text/plain', 1, :project || i, 1
            from generate_series(1, 25) i
            """,
            """
            insert into image (id, project_id, image_name, media_type, size, width, height, sha256, content)
            select :project || '-i' || i, :project, 'a', 'image/png', 1, 1, 1, :project || i, ''
            from generate_series(1, 25) i
            """,
            """
            insert into task (id, project_id, task_type, state, config, parallelism, listed, total_count,
                completed_count, start_time, end_time)
            select :project || '-t' || i, :project, 'question-generation', 'completed', '{}', 3, true,
                25, 25, now(), now() from generate_series(1, 25) i
            """,
            """
            insert into task_item (task_id, seq, ref, state, attempts)
            select :project || '-t1', i, 'chunk', 'done', 1 from generate_series(1, 25) i
            """,
            """
            insert into ga_pair (id, project_id, file_id, genre, audience)
            select :project || '-g' || i, :project, :project || '-f1', 'a', 'b'
            from generate_series(1, 25) i
            """,
            """
            insert into prompt (id, project_id, name, language, text)
            select :project || '-p' || i, :project, 'p' || i, 'en', 'a' from generate_series(1, 25) i
            """,
            """
            insert into question_template (id, project_id, name, answer_type)
            select :project || '-q' || i, :project, 'q' || i, 'text' from generate_series(1, 25) i
            """,
            """
            insert into schedule (id, project_id, cron, time_zone, task, next_fire_at)
            select :project || '-s' || i, :project, '0 0 0 1 1 *', 'UTC',
                '{"task_type": "text-processing", "config": {}}', '2099-01-01'
            from generate_series(1, 25) i
            """);
    fills.forEach(sql -> jdbc.sql(sql).param("project", project).update());
  }

  private List<String> ids(String list) {
    List<String> ids = new ArrayList<>();
    rest.get(list).json().path("items").forEach(item -> ids.add(item.path("id").asText()));
    return ids;
  }

  @Test
  void afterGivesEachRowOnceInTheOtherListsToo() {
    String project = rest.project();
    othersOf(project);
    String own = "/api/projects/" + project;
    for (String list :
        List.of(
            own + "/files?limit=10",
            own + "/images?limit=10",
            "/api/tasks?limit=10&project_id=" + project,
            "/api/tasks?limit=10&state=completed&task_type=question-generation&project_id="
                + project,
            "/api/tasks/" + project + "-t1/items?limit=10",
            "/api/tasks/" + project + "-t1/items?limit=10&state=done",
            own + "/ga-pairs?limit=10",
            own + "/prompts?limit=10",
            own + "/question-templates?limit=10",
            "/api/schedules?limit=10&project_id=" + project)) {
      List<String> byKey = ids(list);
      List<String> page = byKey;
      while (!page.isEmpty()) {
        page = ids(list + "&after=" + byKey.get(byKey.size() - 1));
        byKey.addAll(page);
      }

      assertThat(byKey).as(list).hasSize(25).doesNotHaveDuplicates();
      assertThat(byKey).isEqualTo(ids(list.replace("limit=10", "limit=100")));
      assertThat(rest.get(list + "&after=nobody").status()).as(list).isEqualTo(422);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/projects/P/files?",
        "/api/projects/P/chunks?",
        "/api/projects/P/datasets?",
        "/api/projects/P/datasets?q=mill&",
        "/api/projects/P/prompts?",
        "/api/tasks?project_id=P&",
        "/api/schedules?project_id=P&",
        "/api/projects?name=nobody&"
      })
  void refusesARowThatIsNotThereBeforeAnEmptyListToo(String list) {
    String path = list.replace("P", rest.project());

    assertThat(ids(path)).isEmpty();
    assertThat(rest.get(path + "after=nobody").status()).isEqualTo(422);
  }

  @Test
  void afterPagesThroughAllSchedules() {
    String project = rest.project();
    othersOf(project);
    List<String> all = ids("/api/schedules?limit=1000");

    assertThat(ids("/api/schedules?limit=20&after=" + all.get(all.size() - 5)))
        .isEqualTo(all.subList(all.size() - 4, all.size()));
    jdbc.sql("delete from schedule where project_id = ?").param(project).update();
  }

  @Test
  void afterPagesThroughTheProvidersAndTheirModels() {
    MODELS.models("m-1", "m-2", "m-3");
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      made.add(rest.provider(MODELS.baseUrl()));
    }

    assertThat(ids("/api/providers?limit=2&after=" + made.get(0))).isEqualTo(made.subList(1, 3));
    assertThat(ids("/api/providers?after=" + made.get(2))).isEmpty();
    assertThat(rest.get("/api/providers?after=nobody").status()).isEqualTo(422);
    String models = "/api/providers/" + made.get(0) + "/models?limit=1&after=";
    assertThat(ids(models + "m-1")).containsExactly("m-2");
    assertThat(ids(models + "m-3")).isEmpty();
    assertThat(rest.get(models + "nothing").status()).isEqualTo(422);
  }

  @Test
  void afterPagesThroughTheProjects() {
    List<String> made = List.of(rest.project(), rest.project(), rest.project());

    assertThat(ids("/api/projects?limit=2&after=" + made.get(0))).isEqualTo(made.subList(1, 3));
    assertThat(rest.get("/api/projects?after=nobody").status()).isEqualTo(422);
  }

  @Test
  void theTotalOfManyItemsIsAnEstimate() {
    String project = rest.project();
    othersOf(project);
    jdbc.sql(
            """
            insert into task_item (task_id, seq, ref, state, attempts)
            select :project || '-t2', i, 'chunk', 'done', 1 from generate_series(1, 10001) i
            """)
        .param("project", project)
        .update();
    jdbc.sql("analyze task_item").update();

    JsonNode many = rest.get("/api/tasks/" + project + "-t2/items?limit=1&after=9999").json();
    assertThat(many.path("total_is_estimate").asBoolean()).isTrue();
    assertThat(many.path("total").asInt()).isGreaterThan(10_000);
    assertThat(many.at("/items/0/id").asText()).isEqualTo("10000");
    jdbc.sql("delete from task where project_id = ?").param(project).update();
  }

  @Test
  void aSearchIsPagedAndCountedLikeAList() {
    String project = rest.project();
    questions(project, 25);
    String search = "/api/projects/" + project + "/questions?q=QUESTION%202&limit=3";

    List<String> first = ids(search);
    List<String> second = ids(search + "&after=" + first.get(2));

    assertThat(ids(search + "&offset=3")).isEqualTo(second).hasSize(3);
    assertThat(ids(search + "&offset=6")).hasSize(1).doesNotContainAnyElementsOf(second);
    assertThat(rest.get(search).json().path("total").asInt()).isEqualTo(7);
    assertThat(rest.get(search + "&after=nobody").status()).isEqualTo(422);
    assertThat(ids(search + "&offset=100")).isEmpty();
  }

  @Test
  void theTotalOfASearchIsEstimatedBeyondTenThousandToo() {
    String project = rest.project();
    questions(project, 10_001);

    JsonNode page = list(project, "q=question&limit=2&offset=9999");

    assertThat(page.path("total_is_estimate").asBoolean()).isTrue();
    assertThat(page.path("total").asInt()).isGreaterThan(10_000);
    assertThat(page.path("items")).hasSize(2);
    jdbc.sql("delete from question where project_id = ?").param(project).update();
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
