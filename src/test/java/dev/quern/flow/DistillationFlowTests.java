package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static dev.quern.testing.TaskAssert.assertThatTask;
import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.flow.Rest.Reply;
import dev.quern.testing.JsonBody;
import dev.quern.testing.TestRows;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class DistillationFlowTests extends FlowTest {

  private static final String MILL =
      "The mill by the river is driven by water that falls on an overshot wheel of oak"
          + " and turns two stones on the floor above";

  @Autowired private DataSource source;

  private String project;

  @BeforeEach
  void makeProject() {
    project = rest.project();
  }

  @Test
  void cleansEveryEntryAndCountsEntries() {
    fill(1200, "What  is mill # ?", "It grinds grain ,  every day.");
    String clean = entry("Is it clean?", "Yes, at 10:30.");

    JsonNode task = rest.end(distill(json()));

    assertThatTask(task)
        .isCompleted()
        .hasTotal(1201)
        .hasDone(1201)
        .says("/detail/changed/count", 1200);
    assertThat(task.at("/detail/changed/ids")).hasSize(100);
    assertThatTask(task).says("/detail/removed/count", 0);
    assertThat(rest.get("/api/tasks/" + task.path("id").asText() + "/items").json().at("/total"))
        .hasToString("3");
    JsonNode first = rest.get(path("?limit=1")).json().at("/items/0");
    assertThat(first.path("question").asText()).isEqualTo("What is mill 1?");
    assertThat(first.path("answer").asText()).isEqualTo("It grinds grain, every day.");
    assertThat(rest.get(path("/" + clean)).text("/answer")).isEqualTo("Yes, at 10:30.");
    assertThatTask(rest.end(distill(json()))).says("/detail/changed/count", 0);
  }

  @Test
  void removesEntriesOfOneQuestionAndBringsThemBack() {
    String first = entry("How is the mill driven?", "By water.");
    String second = entry("How is the mill  driven", "By a wheel.");
    String other = entry("How is C++ compiled?", "By a compiler.");
    entry("How is C compiled?", "By a compiler.");

    JsonNode task = rest.end(distill(json("remove_duplicates", true)));

    assertThatTask(task)
        .says("/detail/removed/entries/0/id", second)
        .says("/detail/removed/same_question", 1);
    assertThat(ids("")).contains(first, other).hasSize(3).doesNotContain(second);
    assertThat(rest.get("/api/projects/" + project + "/export").text()).doesNotContain("a wheel");
    assertThat(rest.get(path("/" + second)).status()).isEqualTo(404);
    JsonNode removed =
        rest.get(path("?removed=true&removed_by=" + task.path("id").asText())).json();
    assertThat(removed.at("/items/0/duplicate_of").asText()).isEqualTo(first);
    assertThat(removed.at("/items/0/removed_reason").asText()).isEqualTo("same_question");
    assertThat(removed.at("/items/0/answer").asText()).isEqualTo("By a wheel.");
    Reply restored = rest.post(path("/restore"), json("ids", List.of(second)));
    assertThat(restored.status()).isEqualTo(200);
    assertThat(restored.text("/ids/0")).isEqualTo(second);
    assertThat(ids("")).hasSize(4);
    assertThat(ids("?removed=true")).isEmpty();
  }

  @Test
  void keepsTheNewestWhereThatIsWanted() {
    entry("Where is it?", "There.");
    entry("where is it ?", "Here.");
    String newest = entry("WHERE IS IT?", "Over there.");

    rest.end(distill(json("remove_duplicates", true).with("keep_first", false)));

    assertThat(ids("")).containsExactly(newest);
  }

  @Test
  void removesWhatIsNearlyTheSameInAnyScript() {
    String english = entry("How is it driven?", MILL);
    String near = entry("How is it driven ?!", MILL.replace("two", "two big").toUpperCase());
    entry("How is it driven?", "By an engine that burns oil, since the dam broke in 1962.");
    entry("这座磨坊是怎样驱动的？", "这座河边的磨坊由流到橡木水轮上的水驱动，带动楼上的两块磨石。");
    String chinese = entry("这座磨坊是怎样驱动的", "这座河边的磨坊由流到橡木水轮上的水驱动，带动楼上的两块磨石！");
    entry("Değirmen nasıl çalışır?", "Irmak kıyısındaki değirmen, çarka dökülen suyla çalışır.");
    String turkish =
        entry("DEĞİRMEN NASIL ÇALIŞIR?", "IRMAK KIYISINDAKİ DEĞİRMEN, ÇARKA DÖKÜLEN SUYLA ÇALIŞIR");

    JsonNode task = rest.end(distill(json("near_duplicates", 0.8)));

    assertThat(ids("?removed=true")).containsExactly(near, chinese, turkish);
    JsonNode found = task.at("/detail/removed/entries/0");
    assertThat(found.path("duplicate_of").asText()).isEqualTo(english);
    assertThat(found.path("reason").asText()).isEqualTo("near_duplicate");
    assertThat(found.path("similarity").asDouble()).isBetween(0.8, 0.99);
    assertThatTask(task).hasDone(7);
  }

  @Test
  void removesOnlyWhatIsNamed() {
    String older = entry("Why?", "Because.");
    String named = entry("Why?", "Because  of it .");
    String newer = entry("Why?", "So.");
    String task =
        rest.task(
            project,
            aTask("data-distillation")
                .input("dataset_ids", named)
                .config("remove_duplicates", true));

    assertThatTask(rest.end(task)).hasTotal(1);
    assertThat(ids("")).containsExactly(older, newer);
  }

  @Test
  void doesNotAskAgainWhatWasRemoved() {
    String chunk =
        new TestRows(source).chunk(project, new TestRows(source).file(project, "a.md"), 0, "x");
    for (int i = 0; i < 2; i++) {
      String question = new TestRows(source).question(project, chunk, "Why is that?");
      jdbc.sql("update dataset_entry set question_id = :q where id = :id")
          .param("q", question)
          .param("id", entry("Why is that?", "Since it is."))
          .update();
    }

    rest.end(distill(json("remove_duplicates", true)));

    assertThat(ids("")).hasSize(1);
    assertThat(rest.get("/api/projects/" + project + "/questions?answered=false").text("/total"))
        .isEqualTo("0");
    jdbc.sql(
            "update dataset_entry set removed_at = now() - interval '31 days' where removed_at is"
                + " not null and project_id = :p")
        .param("p", project)
        .update();
    housekeeping("purge-removed-entries");
    assertThat(ids("?removed=true")).isEmpty();
    String again = rest.taskOf("answer-generation", project, rest.provider(MODELS.baseUrl()));
    assertThatTask(rest.end(again)).hadNothingToDo();
    assertThat(MODELS.traffic().requests()).isZero();
  }

  /** The task that ended while something was broken; it is mended afterwards. */
  private JsonNode distilledWhile(Runnable mend) {
    try {
      return rest.end(distill(json("remove_duplicates", true)));
    } finally {
      mend.run();
    }
  }

  /** What was confirmed or scored meanwhile still says the same; what was edited does not. */
  @Test
  void removesWhatSaysTheSameWhenItIsFoundAndWhenItIsRemoved() {
    entry("Why?", "Because.");
    String confirmed = entry("Why ?", "Because.");
    entry("Which?", "That.");
    entry("Which ?", "That.");
    jdbc.sql(
            """
            create function touch() returns trigger language plpgsql as $$ begin
              update dataset_entry set confirmed = true, update_at = clock_timestamp(),
                  answer = case when answer = 'That.' then 'This.' else answer end
              where id = new.entry_id;
              return null;
            end $$
            """)
        .update();
    jdbc.sql(
            "create trigger touch after insert on duplicate_staging for each row execute function"
                + " touch()")
        .update();

    JsonNode task = distilledWhile(() -> jdbc.sql("drop function touch cascade").update());

    assertThatTask(task).isCompleted().says("/detail/removed/count", 1);
    assertThat(ids("?removed=true")).containsExactly(confirmed);
  }

  @Test
  void takesUpPagesThatFailedAndLooksForDuplicatesAgain() {
    fill(600, "Mill # ?", "It grinds.");
    entry("Is it poison ?", "No.");
    entry("is it  poison", "No!");
    jdbc.sql(
            """
            create function refuse() returns trigger language plpgsql as
            $$ begin if new.question like '%poison%' then raise 'no'; end if; return new; end $$
            """)
        .update();
    jdbc.sql(
            "create trigger refuse before update on dataset_entry for each row execute function"
                + " refuse()")
        .update();
    JsonNode failed = distilledWhile(() -> jdbc.sql("drop function refuse cascade").update());
    String id = failed.path("id").asText();
    rest.post("/api/tasks/" + id + "/resume");
    JsonNode resumed = rest.end(id);

    assertThatTask(failed).isFailed().hasDone(500).hasFailures(102);
    assertThatTask(resumed).isCompleted().hasDone(602).hasFailures(0);
    assertThat(ids("?q=poison")).hasSize(1);
    assertThat(rest.post("/api/tasks/" + id + "/resume").status()).isEqualTo(409);
  }

  @Test
  void failsWhenTheDuplicatesCannotBeFoundAndFindsThemOnceItCan() {
    entry("Why?", "Because.");
    entry("Why ?", "Because.");
    jdbc.sql("alter table duplicate_staging rename to put_away").update();
    JsonNode failed =
        distilledWhile(() -> jdbc.sql("alter table put_away rename to duplicate_staging").update());
    String id = failed.path("id").asText();
    rest.post("/api/tasks/" + id + "/resume");

    assertThatTask(failed).isFailed().hasNote("The last step failed").hasDone(2);
    assertThatTask(rest.end(id)).isCompleted();
    assertThat(ids("")).hasSize(1);
  }

  @Test
  void refusesWhatItCannotDo() {
    for (JsonBody wrong :
        List.of(
            json("near_duplicates", 0),
            json("near_duplicates", 1.5),
            json("near_duplicates", "much"),
            json("keep_first", 1),
            json("remove", true))) {
      assertRefused(
          rest.post(
              "/api/projects/" + project + "/tasks", aTask("data-distillation").config(wrong)),
          "config." + wrong.firstName());
    }
    assertThat(rest.end(distill(json())).path("note").asText())
        .isEqualTo("Nothing to do: the project has no entries.");
    assertThat(rest.post(path("/restore"), json("ids", List.of("nobody"))).status()).isEqualTo(422);
    assertThat(rest.post(path("/restore"), json("ids", List.of())).status()).isEqualTo(400);
    assertThat(rest.post(path("/restore"), json()).status()).isEqualTo(400);
    assertThat(rest.get(path("?removed_by=x")).status()).isEqualTo(400);
  }

  private String distill(JsonBody config) {
    return rest.task(project, aTask("data-distillation").config(config));
  }

  private String entry(String question, String answer) {
    Reply made = rest.post(path(""), json("question", question).with("answer", answer));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return made.text("/id");
  }

  private void fill(int count, String question, String answer) {
    jdbc.sql(
            """
            insert into dataset_entry (id, project_id, question, answer, create_at)
            select 'e' || :p || n, :p, replace(:question, '#', n::text), :answer,
                   now() + n * interval '1 microsecond' - interval '1 hour'
            from generate_series(1, :count) n
            """)
        .param("p", project)
        .param("question", question)
        .param("answer", answer)
        .param("count", count)
        .update();
  }

  private List<String> ids(String query) {
    JsonNode items = rest.get(path(query)).json().path("items");
    return new ArrayList<>(
        StreamSupport.stream(items.spliterator(), false)
            .map(item -> item.path("id").asText())
            .toList());
  }

  private String path(String more) {
    return "/api/projects/" + project + "/datasets" + more;
  }
}
