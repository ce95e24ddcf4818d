package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static dev.quern.testing.TaskAssert.assertThatTask;
import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.flow.Rest.Reply;
import dev.quern.testing.Replies;
import dev.quern.testing.TaskBody;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Where rows come from, and what becomes of them when their file changes or goes. */
class VersionFlowTests extends FlowTest {

  private static final TaskBody SPLIT = Rest.splitAt("==");

  private Reply upload(String project, String name, String text) {
    return rest.upload("/api/projects/" + project + "/files", name, text);
  }

  private Map<String, String> chunks(String project) {
    Map<String, String> ids = new LinkedHashMap<>();
    rest.get("/api/projects/" + project + "/chunks")
        .json()
        .path("items")
        .forEach(
            chunk -> ids.putIfAbsent(chunk.path("content").asText(), chunk.path("id").asText()));
    return ids;
  }

  private Path original(Reply uploaded) {
    String sha256 = uploaded.text("/0/sha256");
    return HOME.resolve("files").resolve(sha256.substring(0, 2)).resolve(sha256);
  }

  /** A crash of PostgreSQL empties unlogged tables; here once, after the first chunk. */
  private void loseWhatIsStaged() {
    jdbc.sql("create table lost_once (n int)").update();
    jdbc.sql(
            """
            create function lose_once() returns trigger language plpgsql as $$
            begin
              if new.index >= 0 and not exists (select 1 from lost_once) then
                insert into lost_once values (1);
                delete from chunk_staging;
              end if;
              return null;
            end $$
            """)
        .update();
    jdbc.sql(
            "create trigger lose_once after insert on chunk_staging for each row execute function lose_once()")
        .update();
  }

  @Test
  void splitsAFileAgainWhoseStagedChunksWereLost() {
    String project = rest.project();
    upload(project, "a.txt", "one==two==three");
    rest.end(rest.task(project, SPLIT));
    Map<String, String> before = chunks(project);
    loseWhatIsStaged();
    try {
      JsonNode split =
          rest.end(
              rest.task(
                  project,
                  SPLIT.with(
                      "input", json("file_ids", List.of(fileOf(before.get("one"))))))); // again

      assertThatTask(split).isCompleted().hasDone(1);
      assertThat(jdbc.sql("select count(*) from lost_once").query(Integer.class).single())
          .isEqualTo(1);
      assertThat(chunks(project)).isEqualTo(before);
    } finally {
      jdbc.sql("drop function lose_once cascade").update();
      jdbc.sql("drop table lost_once").update();
    }
  }

  private String fileOf(String chunk) {
    return jdbc.sql("select file_id from chunk where id = ?")
        .param(chunk)
        .query(String.class)
        .single();
  }

  @Test
  void keepsTheChunksOfAChangedFileThatAreTheSame() {
    String project = rest.project();
    String first = upload(project, "a.txt", "one==two==three==four==one").text("/0/id");
    rest.end(rest.task(project, SPLIT));
    MODELS.replyWith(
        r -> r.mentions("JSON array") ? Replies.questions(1, r) : Replies.text("Yes."));
    rest.end(questionTask(project));
    Map<String, String> before = chunks(project);
    TaskBody answered =
        aTask("answer-generation")
            .input("chunk_ids", before.get("one"), before.get("three"))
            .provider(rest.provider(MODELS.baseUrl()));
    rest.end(rest.task(project, answered));

    String second = upload(project, "a.txt", "zero==one==2==four").text("/0/id");
    JsonNode split = rest.end(rest.task(project, SPLIT));

    assertThatTask(split).hasTotal(1);
    Map<String, String> after = chunks(project);
    assertThat(after.keySet()).containsExactlyInAnyOrder("zero", "one", "2", "four");
    assertThat(after.get("four")).isEqualTo(before.get("four"));
    JsonNode four = rest.get("/api/projects/" + project + "/chunks/" + after.get("four")).json();
    assertThat(four.path("file_id").asText()).isEqualTo(second);
    assertThat(four.path("index").asInt()).isEqualTo(3);
    assertThat(four.path("start_offset").asInt()).isEqualTo(14);
    assertThat(four.path("name").asText()).isEqualTo("a-part-4");
    // of one: it has two; of two: gone; of three: answered, so it stays; of four.
    assertThat(rest.total(project, "questions")).isEqualTo(3);
    assertThat(rest.total(project, "datasets")).isEqualTo(2);
    assertThat(
            jdbc.sql("select count(*) from dataset_entry where project_id = ? and chunk_id is null")
                .param(project)
                .query(Long.class)
                .single())
        .isEqualTo(1);
    assertThat(rest.get("/api/projects/" + project + "/files/" + first + "/text").text())
        .startsWith("one==two");
    assertThatTask(rest.end(rest.task(project, SPLIT))).hadNothingToDo();

    TaskBody lacking =
        aTask("question-generation")
            .with("input", json("file_ids", List.of(second)).with("only_lacking", true))
            .provider(rest.provider(MODELS.baseUrl()));
    assertThatTask(rest.end(rest.task(project, lacking))).hasTotal(2);
  }

  @Test
  void splitsAnOldVersionBesideTheNewOneWhereBothAreNamed() {
    String project = rest.project();
    String first = upload(project, "a.txt", "one==two").text("/0/id");
    String second = upload(project, "a.txt", "one==three").text("/0/id");
    rest.end(rest.task(project, SPLIT.input("file_ids", first, second)));
    assertThat(rest.total(project, "chunks")).isEqualTo(4);

    upload(project, "a.txt", "one==two");
    rest.end(rest.task(project, SPLIT.input("file_ids", first)));
    assertThat(chunks(project).keySet()).containsExactlyInAnyOrder("one", "two");
  }

  @Test
  void leavesNothingOfAnOldVersionThatIsSplitAfterTheNewOne() {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    MODELS.replyWith(r -> Replies.questions(1, r).heldUntil(gate));
    String project = rest.projectWithChunks(1);
    String held = questionTask(project);
    String first = upload(project, "a.txt", "one==two").text("/0/id");
    String late =
        rest.task(project, SPLIT.input("file_ids", first).with("depends_on", List.of(held)));
    String second = upload(project, "a.txt", "one==three").text("/0/id");
    rest.end(rest.task(project, SPLIT.input("file_ids", second)));
    gate.complete(null);

    assertThatTask(rest.end(late))
        .isCompleted()
        .says("/detail/overtaken", 1)
        .hasNote("newer version");
    assertThat(chunks(project)).containsKeys("one", "three").doesNotContainKey("two").hasSize(3);
  }

  @Test
  void followsAnEntryBackToItsFile() {
    String project = rest.project();
    String file = upload(project, "a.txt", "one==two").text("/0/id");
    rest.end(rest.task(project, SPLIT));
    String pair =
        rest.post(
                "/api/projects/" + project + "/ga-pairs",
                json("file_id", file).with("genre", "g").with("audience", "a"))
            .text("/id");
    MODELS.replyWith(
        r -> r.mentions("JSON array") ? Replies.questions(1, r) : Replies.text("Yes."));
    String asked = questionTask(project, json("parallelism", 1));
    rest.end(asked);
    String provider = rest.provider(MODELS.baseUrl());
    rest.end(rest.taskOf("answer-generation", project, provider, json("parallelism", 1)));
    JsonNode entry = rest.get("/api/projects/" + project + "/datasets").json().at("/items/1");
    String path = "/api/projects/" + project + "/datasets/" + entry.path("id").asText();

    JsonNode lineage = rest.get(path + "/lineage").json();

    assertThat(lineage.path("entry")).isEqualTo(entry);
    assertThat(lineage.at("/question/id")).isEqualTo(entry.path("question_id"));
    assertThat(lineage.at("/question/task_id").asText()).isEqualTo(asked);
    assertThat(lineage.at("/ga_pair/id").asText()).isEqualTo(pair);
    assertThat(lineage.at("/chunk/content").asText()).isEqualTo("two");
    assertThat(lineage.at("/chunk/start_offset").asInt()).isEqualTo(5);
    assertThat(lineage.at("/chunk/end_offset").asInt()).isEqualTo(8);
    assertThat(lineage.at("/file/id").asText()).isEqualTo(file);
    assertThat(rest.get("/api/projects/" + project + "/datasets/x/lineage").status())
        .isEqualTo(404);
    Reply byHand =
        rest.post(
            "/api/projects/" + project + "/datasets", json("question", "q?").with("answer", "a"));
    String hand = "/api/projects/" + project + "/datasets/" + byHand.text("/id") + "/lineage";
    assertThat(rest.get(hand).json().path("file").isNull()).isTrue();
  }

  /**
   * A project whose file of two chunks has led to a question, an answer and a dialogue for each.
   */
  private String answered(String file) {
    MODELS.replyWith(
        r -> r.mentions("JSON array") ? Replies.questions(1, r) : Replies.text("Yes."));
    String project = rest.project();
    upload(project, file, "one==two");
    rest.end(rest.task(project, SPLIT));
    rest.end(questionTask(project, json("parallelism", 1)));
    String provider = rest.provider(MODELS.baseUrl());
    for (String type : List.of("answer-generation", "multi-turn-generation")) {
      rest.end(rest.taskOf(type, project, provider, json("parallelism", 1)));
    }
    return project;
  }

  private String newestFile(String project) {
    return jdbc.sql(
            "select id from source_file where project_id = ? order by version_at desc limit 1")
        .param(project)
        .query(String.class)
        .single();
  }

  private void assertEverythingCameFrom(String file, String project, int chunks) {
    for (String list : List.of("questions", "datasets", "conversations")) {
      assertThat(
              rest.get("/api/projects/" + project + "/" + list + "?file_id=" + file)
                  .json()
                  .path("total")
                  .asInt())
          .as(list)
          .isEqualTo(2);
    }
    rest.get("/api/projects/" + project + "/datasets")
        .json()
        .path("items")
        .forEach(
            entry -> {
              String path = "/api/projects/" + project + "/datasets/" + entry.path("id").asText();
              assertThat(rest.get(path + "/lineage").text("/file/id")).isEqualTo(file);
            });
    String path = "/api/projects/" + project + "/files/" + file;
    Reply refused = rest.delete(path);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("/detail"))
        .contains(chunks + " chunks, 2 questions, 2 entries, 2 conversations");
    assertThat(rest.delete(path + "?cascade=true").status()).isEqualTo(204);
    for (String list : List.of("questions", "datasets", "conversations")) {
      assertThat(rest.total(project, list)).as(list).isZero();
    }
  }

  @Test
  void knowsTheFileOfRowsWhoseChunkWentWithOtherSettings() {
    String project = answered("a.txt");
    String file = newestFile(project);
    TaskBody whole = Rest.splitAt("§§").input("file_ids", file);

    JsonNode split = rest.end(rest.task(project, whole));

    assertThat(split.at("/detail/without_chunk").toString())
        .isEqualTo("{\"entries\":2,\"questions\":2,\"conversations\":2}");
    assertEverythingCameFrom(file, project, 1);
  }

  @Test
  void knowsTheFileOfRowsWhoseChunkWasDeleted() {
    String project = answered("a.txt");
    String chunk = chunks(project).get("two");
    rest.delete("/api/projects/" + project + "/chunks/" + chunk);
    assertEverythingCameFrom(newestFile(project), project, 1);
  }

  @Test
  void givesTheNewVersionAlsoTheRowsWhoseChunkItLacks() {
    String project = answered("a.txt");
    upload(project, "a.txt", "zero==one==2");

    JsonNode split = rest.end(rest.task(project, SPLIT));

    assertThat(split.at("/detail/without_chunk").toString())
        .isEqualTo("{\"entries\":1,\"questions\":1,\"conversations\":1}");
    assertEverythingCameFrom(newestFile(project), project, 3);
  }

  @Test
  void givesAnEntryWithoutAChunkTheFileOfItsQuestion() {
    String project = answered("a.txt");
    jdbc.sql("delete from dataset_entry where project_id = ?").param(project).update();
    jdbc.sql(
            """
            insert into dataset_entry (id, project_id, question_id, question, answer)
            select 'entry-of-' || id, project_id, id, question, 'Yes.' from question where project_id = ?
            """)
        .param(project)
        .update();
    assertEverythingCameFrom(newestFile(project), project, 2);
  }

  @Test
  void makesNoItemsOfQuestionsThatHaveNoTextUnlessTheyAreNamed() {
    String project = answered("a.txt");
    String file = newestFile(project);
    jdbc.sql("delete from dataset_entry where project_id = ?").param(project).update();
    jdbc.sql("delete from conversation where project_id = ?").param(project).update();
    String gone = chunks(project).get("two");
    String question =
        rest.get("/api/projects/" + project + "/questions?chunk_id=" + gone).text("/items/0/id");
    rest.delete("/api/projects/" + project + "/chunks/" + gone);
    String provider = rest.provider(MODELS.baseUrl());
    for (String type : List.of("answer-generation", "multi-turn-generation")) {
      JsonNode all = rest.end(rest.taskOf(type, project, provider));
      assertThatTask(all).isCompleted().hasTotal(1);
      JsonNode ofFile =
          rest.end(rest.task(project, aTask(type).input("file_ids", file).provider(provider)));
      assertThatTask(ofFile).isCompleted().hasTotal(1);
      assertThat(rest.end(rest.taskOf(type, project, provider)).path("note").asText())
          .startsWith("Nothing to do: every question of the project that has a chunk");
      String named =
          rest.task(project, aTask(type).input("question_ids", question).provider(provider));
      assertThatTask(rest.end(named)).isFailed();
      assertThat(rest.get("/api/tasks/" + named + "/items").text())
          .contains("belongs to no chunk", "delete it");
    }
  }

  @Test
  void deletesAnOriginalWithTheLastRowOfItsContent() {
    String one = rest.project();
    String other = rest.project();
    String text = "The mill of " + one;
    Reply first = upload(one, "a.txt", text);
    Reply second = upload(other, "b.txt", text);
    Path original = original(first);
    assertThat(Files.exists(original)).isTrue();

    rest.delete("/api/projects/" + one + "/files/" + first.text("/0/id"));
    assertThat(Files.exists(original)).isTrue();
    rest.delete("/api/projects/" + other + "/files/" + second.text("/0/id"));
    assertThat(Files.exists(original)).isFalse();

    upload(one, "a.txt", text);
    assertThat(Files.exists(original)).isTrue();
    rest.delete("/api/projects/" + one);
    assertThat(Files.exists(original)).isFalse();
  }
}
