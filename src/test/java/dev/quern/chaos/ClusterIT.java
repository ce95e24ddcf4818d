package dev.quern.chaos;

import static dev.quern.testing.TaskAssert.assertThatTask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.Ids;
import dev.quern.testing.Await;
import dev.quern.testing.Faults;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Promises 3, 6 and 15: nodes on one PostgreSQL. */
class ClusterIT extends ChaosTest {

  @Test
  void bothTakeWorkAndEachTaskRunsOnOne() {
    QuernNode first = launch("a", "quern.tasks.concurrency=2");
    QuernNode second = launch("b", "quern.tasks.concurrency=2").up();
    first.up();
    List<Work> works = IntStream.range(0, 12).mapToObj(i -> submit(first, 20)).toList();

    works.forEach(work -> awaitExact(second, work));

    assertThat(first.logged(" begins: ")).isPositive();
    assertThat(second.logged(" begins: ")).isPositive();
    assertThat(first.logged(" begins: ") + second.logged(" begins: ")).isEqualTo(works.size());
    assertThat(works).allMatch(work -> number("epoch", work) == 1);
    assertThat(repeatedCalls()).isZero();
  }

  @Test
  void aSuspendedNodeWritesNothingWhenItComesBack() {
    QuernNode first = launch("a").up();
    QuernNode second = launch("b").up();
    Work work = submit(first, 60);
    QuernNode suspended = runner(work, first, second);
    QuernNode other = suspended == first ? second : first;
    awaitDone(work, 8);
    suspended.signal(Signal.STOP);
    Await.until("the other runs it", () -> number("epoch", work) == 2);
    int calls = model.traffic().requests();
    Await.until("the other asks", () -> model.traffic().requests() > calls + WINDOW);

    suspended.signal(Signal.CONT);

    awaitExact(other, work);
    assertThat(number("epoch", work)).isEqualTo(2);
    assertThat(repeatedCalls()).isLessThanOrEqualTo(2 * WINDOW);
    Await.until("it is UP", () -> suspended.health() == 200);
    Work next = submit(suspended, 8);
    awaitExact(suspended, next);
    figure("repeated calls", repeatedCalls());
  }

  @Test
  void cancelsATaskOfAnotherNode() {
    QuernNode first = launch("a").up();
    QuernNode second = launch("b").up();
    Work work = submit(first, 20);
    awaitDone(work, 4);
    model.on(request -> true).answer(Faults.silence());
    Await.until("calls hang", () -> model.traffic().inFlight() == WINDOW);
    QuernNode runner = runner(work, first, second);
    QuernNode other = runner == first ? second : first;

    Instant asked = Instant.now();
    ask(other, work, "cancel");
    JsonNode task = end(other, work);
    figure("cancelled after, ms", Duration.between(asked, Instant.now()).toMillis());

    assertThatTask(task).isInterrupted();
    Await.until("the connections are closed", () -> model.traffic().aborted() == WINDOW);
    assertThat(task.path("completed_count").asInt()).isPositive();
    assertThat(other.rest().post("/api/tasks/" + work.task() + "/cancel").status()).isEqualTo(409);
    model.clearRules();
    ask(other, work, "resume");
    awaitExact(other, work);
  }

  @Test
  void leavesATypeThatItDoesNotKnowAlone() {
    QuernNode node = launch("node").up();
    Work before = submit(node, 4);
    awaitExact(node, before);
    Work future = fromTheFuture(before.project());
    String entry = entry(future);

    // It is not taken, nor by a start, and everything else goes on beside it.
    node.kill();
    node.startAgain();
    awaitExact(node, submit(node, 8));
    assertThat(node.rest().get("/api/tasks").status()).isEqualTo(200);
    assertThat(node.rest().get("/api/tasks/" + future.task()).text("/state")).isEqualTo("queued");
    assertThat(node.rest().get("/api/tasks/" + future.task() + "/items").status()).isEqualTo(200);
    assertThat(node.health()).isEqualTo(200);
    assertThat(entry(future)).isEqualTo(entry);

    // One that a newer node left running stays its own, too.
    jdbc.sql(
            """
            update scheduled_tasks set picked = true, picked_by = 'newer',
                last_heartbeat = now() - interval '1 hour' where task_name = 'from-the-future'
            """)
        .update();
    jdbc.sql("update task set state = 'running', epoch = 1, start_time = now() where id = ?")
        .param(future.task())
        .update();
    String picked = entry(future);
    node.kill();
    node.startAgain();
    awaitExact(node, submit(node, 30)); // longer than a search for the dead takes
    assertThat(entry(future)).isEqualTo(picked);
    assertThat(number("epoch", future)).isEqualTo(1);
    assertThat(number("crashes", future)).isZero();
    assertThat(node.health()).isEqualTo(200);
    assertThat(node.logged("ERROR")).isZero();
  }

  private Work fromTheFuture(String project) {
    String id = Ids.next();
    jdbc.sql(
            """
            insert into task (id, project_id, task_type, state, config)
            values (?, ?, 'from-the-future', 'queued', '{}')
            """)
        .params(id, project)
        .update();
    jdbc.sql(
            """
            insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version,
                priority)
            values ('from-the-future', ? || ':1', now() - interval '30 days', false, 1, 0)
            """)
        .param(id)
        .update();
    return new Work(project, id, 0);
  }

  /** All of its entry but the priority, which grows with its age. */
  private String entry(Work work) {
    return jdbc.sql(
            """
            select (execution_time, picked, picked_by, last_heartbeat, version)::text
            from scheduled_tasks where split_part(task_instance, ':', 1) = ?
            """)
        .param(work.task())
        .query(String.class)
        .single();
  }
}
