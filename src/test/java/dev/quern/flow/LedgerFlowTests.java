package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static dev.quern.testing.TaskAssert.assertThatTask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.Ids;
import dev.quern.task.Tasks;
import dev.quern.task.model.NewTask;
import dev.quern.task.model.Task;
import dev.quern.testing.Await;
import dev.quern.testing.Faults;
import dev.quern.testing.Replies;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** What stands in the ledger: counts that are rows, what a rollback leaves, and how it shrinks. */
class LedgerFlowTests extends FlowTest {

  @Autowired Tasks tasks;
  @Autowired TransactionTemplate transaction;
  @Autowired ApplicationContext context;

  @Test
  void leavesNothingOfATaskThatIsRolledBack() {
    String project = rest.project();
    Task task =
        transaction.execute(
            status -> {
              status.setRollbackOnly();
              return tasks.create(project, NewTask.of("text-processing", null, null));
            });

    assertThat(rest.get("/api/tasks/" + task.id()).status()).isEqualTo(404);
    assertThat(entries(task.id())).isZero();
  }

  private long entries(String taskId) {
    return jdbc.sql("select count(*) from scheduled_tasks where task_instance like :id")
        .param("id", taskId + ":%")
        .query(Long.class)
        .single();
  }

  /** Each change of a task's row, in its order. */
  private record Change(String state, int epoch, long completed, long failed) {}

  private List<Change> changes(String taskId) {
    return jdbc.sql("select * from task_change where id = :id order by number")
        .param("id", taskId)
        .query(
            (rs, n) ->
                new Change(
                    rs.getString("state"),
                    rs.getInt("epoch"),
                    rs.getLong("completed"),
                    rs.getLong("failed")))
        .list();
  }

  private void recordChanges() {
    jdbc.sql(
            """
            create table if not exists task_change (number bigint generated always as identity,
                id text, state text, epoch int, completed bigint, failed bigint);
            create or replace function note_task_change() returns trigger language plpgsql as $$
            begin
              insert into task_change (id, state, epoch, completed, failed)
              values (new.id, new.state, new.epoch, new.completed_count, new.failed_count);
              return null;
            end $$;
            create or replace trigger note_task_change after update on task
              for each row execute function note_task_change();
            """)
        .update();
  }

  @Test
  void countsManyFastItemsWithoutAQueueBeforeTheTasksRow() {
    recordChanges();
    String project = rest.project();
    int items = 10_000;
    insertChunks(project, items);
    MODELS.replyWith(request -> Replies.questions(List.of("A?")));
    String task = questionTask(project, json("parallelism", 128));

    JsonNode ended = rest.end(task);
    jdbc.sql("drop trigger note_task_change on task").update();

    assertThatTask(ended).hasDone(items);
    assertThat(rest.total(project, "questions")).isEqualTo(items);
    List<Change> changes = changes(task);
    // One update an item would be the hot row; the writer shares one among those that wait for it.
    assertThat(changes.size()).isLessThan(items / 2);
    long before = 0;
    for (Change change : changes) {
      assertThat(change.completed()).isGreaterThanOrEqualTo(before);
      before = change.completed();
    }
  }

  private void insertChunks(String project, int count) {
    String file = Ids.next();
    jdbc.sql(
            """
            insert into source_file (id, project_id, file_name, media_type, size, sha256, characters)
            values (:file, :project, 'many.txt', 'text/plain', 1, :file, 1)
            """)
        .param("file", file)
        .param("project", project)
        .update();
    jdbc.sql(
            """
            insert into chunk (id, project_id, file_id, file_name, name, index, content, size,
                start_offset, end_offset)
            select :file || n, :project, :file, 'many.txt', 'many-' || n, n, 'Mill ' || n || '.', 8,
                n * 10, n * 10 + 8
            from generate_series(1, :count) n
            """)
        .param("file", file)
        .param("project", project)
        .param("count", count)
        .update();
  }

  @Test
  void trimsDoneItemsOfOldTasksAndKeepsTheirCounts() {
    String project = rest.projectWithChunks(5);
    MODELS.on(request -> request.mentions("number 2 ")).answer(Faults.badRequest());
    MODELS.replyWith(request -> Replies.questions(List.of("A?")));
    String task = questionTask(project);
    rest.end(task);
    jdbc.sql("update task set end_time = now() - interval '31 days' where id = :id")
        .param("id", task)
        .update();

    housekeeping("trim-items");

    JsonNode items = rest.get("/api/tasks/" + task + "/items").json();
    assertThat(items.path("total").asInt()).isEqualTo(1);
    assertThat(items.at("/items/0/state").asText()).isEqualTo("failed");
    assertThatTask(rest.get("/api/tasks/" + task).json()).hasDone(4);

    MODELS.clearRules();
    assertThatTask(rest.post("/api/tasks/" + task + "/resume").json()).hasDone(4);
    JsonNode ended = rest.end(task);
    assertThatTask(ended).hasDone(5).hasFailures(0);

    jdbc.sql("update task set end_time = now() - interval '31 days' where id = :id")
        .param("id", task)
        .update();
    housekeeping("trim-items");
    assertThat(rest.get("/api/tasks/" + task + "/items").json().path("total").asInt()).isZero();
  }

  @Test
  void saysThatATaskStallsAndWhereItIsAtWork() {
    String project = rest.projectWithChunks(1);
    CompletableFuture<Void> gate = new CompletableFuture<>();
    MODELS.replyWith(request -> Replies.questions(List.of("A?")).heldUntil(gate));
    String task = questionTask(project);

    JsonNode stalled = rest.await(task, "it says so", t -> !t.at("/detail/stalled").isNull());
    assertThatTask(stalled).isRunning();
    assertThat(stalled.at("/detail/stalled").asText()).contains("no item has been stored");
    assertThat(stalled.at("/detail/node").asText()).isNotEmpty();
    assertThat(stalled.at("/detail/heartbeat").asText()).endsWith("Z");
    Await.until("the meter shows it", () -> stalledMeter() >= 1);

    gate.complete(null);
    JsonNode ended = rest.end(task);
    assertThatTask(ended).saysNothingAt("/detail/stalled").saysNothingAt("/detail/node");
  }

  private double stalledMeter() {
    return context
        .getBean(io.micrometer.core.instrument.MeterRegistry.class)
        .get("quern.tasks.stalled")
        .gauge()
        .value();
  }
}
