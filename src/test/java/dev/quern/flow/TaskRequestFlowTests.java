package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.Ids;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every state of a task, and every request that moves or changes one. The expected answers are
 * written out by hand: a status, then the state that the answer or the task has (for a 409: the
 * state that it says the task cannot become, or {@code -} where the request asks for none).
 */
class TaskRequestFlowTests extends FlowTest {

  /** An item of each letter: done, failed, pending. */
  private static final String TABLE =
      """
      state       items | cancel           | pause      | resume      | patch           | delete
      waiting     ppp   | 202 interrupted  | 202 paused | 409 queued  | 200 waiting     | 409 -
      queued      ppp   | 202 interrupted  | 202 paused | 409 queued  | 200 queued      | 409 -
      queued      dfp   | 202 interrupted  | 202 paused | 409 queued  | 200 queued      | 409 -
      running     dfp   | 202 cancelling   | 202 paused | 409 queued  | 200 running     | 409 -
      running     ddd   | 202 cancelling   | 202 paused | 409 queued  | 200 running     | 409 -
      paused      ppp   | 202 interrupted  | 409 paused | 202 queued  | 200 paused      | 409 -
      paused      dfp   | 202 interrupted  | 409 paused | 202 queued  | 200 paused      | 409 -
      paused      ddd   | 202 interrupted  | 409 paused | 202 queued  | 200 paused      | 409 -
      cancelling  dfp   | 409 cancelling   | 409 paused | 409 queued  | 200 cancelling  | 409 -
      completed   ddd   | 409 cancelling   | 409 paused | 409 -       | 409 -           | 204
      completed   none  | 409 cancelling   | 409 paused | 409 -       | 409 -           | 204
      completed   ddf   | 409 cancelling   | 409 paused | 202 queued  | 409 -           | 204
      failed      ddd   | 409 cancelling   | 409 paused | 409 -       | 409 -           | 204
      failed      dff   | 409 cancelling   | 409 paused | 202 queued  | 409 -           | 204
      failed      dpp   | 409 cancelling   | 409 paused | 202 queued  | 409 -           | 204
      failed      ppp   | 409 cancelling   | 409 paused | 202 queued  | 409 -           | 204
      interrupted ddd   | 409 cancelling   | 409 paused | 409 -       | 409 -           | 204
      interrupted dfp   | 409 cancelling   | 409 paused | 202 queued  | 409 -           | 204
      interrupted ppp   | 409 cancelling   | 409 paused | 202 queued  | 409 -           | 204
      interrupted not   | 409 cancelling   | 409 paused | 202 queued  | 409 -           | 204
      """;

  @TestFactory
  Stream<DynamicTest> answersEachRequestAsTheStateAllows() {
    String[] requests = cells(TABLE.lines().findFirst().orElseThrow());
    String project = rest.project();
    return TABLE
        .lines()
        .skip(1)
        .flatMap(
            line -> {
              String[] cells = cells(line);
              String[] situation = cells[0].split(" +");
              return Stream.iterate(1, column -> column < cells.length, column -> column + 1)
                  .map(
                      column ->
                          DynamicTest.dynamicTest(
                              requests[column] + " of " + cells[0] + ": " + cells[column],
                              () -> check(project, situation, requests[column], cells[column])));
            });
  }

  private static String[] cells(String line) {
    return Arrays.stream(line.split("\\|")).map(String::strip).toArray(String[]::new);
  }

  private void check(String project, String[] situation, String request, String expected) {
    String state = situation[0];
    String id = task(project, state, situation[1]);
    int status = Integer.parseInt(expected.split(" ")[0]);

    Rest.Reply reply = send(request, id);

    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    if (status == 409) {
      String target = expected.split(" ")[1];
      assertThat(reply.text("/detail")).contains(id, " is " + state);
      assertThat(reply.contentType()).startsWith("application/problem+json");
      if (!target.equals("-")) {
        assertThat(reply.text("/detail")).contains("cannot become " + target);
      }
      assertThat(stateOf(id)).isEqualTo(state);
    } else if (status == 204) {
      assertThat(rest.get("/api/tasks/" + id).status()).isEqualTo(404);
    } else {
      assertThat(reply.text("/state")).isEqualTo(expected.split(" ")[1]);
    }
    leaveNothing(id);
  }

  /** One that resume has put back waits for its time again, where that has not come. */
  @Test
  void waitsForItsTimeAgainAfterAPause() {
    String id = task(rest.project(), "waiting", "not");

    assertThat(send("pause", id).text("/state")).isEqualTo("paused");
    Rest.Reply resumed = send("resume", id);

    assertThat(resumed.status()).as(resumed.text()).isEqualTo(202);
    assertThat(resumed.text("/state")).isEqualTo("waiting");
    assertThat(entries(id)).isEqualTo(1);
    leaveNothing(id);
  }

  /** Its type reads its configuration strictly, and takes another number only for the moment. */
  @Test
  void goesOnAfterAChangeOfAParallelismThatItsTypeDoesNotKnow() {
    String id = task(rest.project(), "paused", "ppp");

    Rest.Reply changed = send("patch", id);
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(changed.json().at("/config").has("parallelism")).isFalse();
    assertThat(changed.text("/priority")).isEqualTo("7");

    Rest.Reply resumed = rest.post("/api/tasks/" + id + "/resume", json("parallelism", 2));
    assertThat(resumed.status()).as(resumed.text()).isEqualTo(202);
    assertThat(resumed.json().at("/config").has("parallelism")).isFalse();
    leaveNothing(id);
  }

  private Rest.Reply send(String request, String id) {
    String path = "/api/tasks/" + id;
    return switch (request) {
      case "patch" -> rest.patch(path, json("parallelism", 5).with("priority", 7));
      case "delete" -> rest.delete(path);
      default -> rest.post(path + "/" + request);
    };
  }

  /**
   * A task in that state. One that is open and not paused has its entry in the scheduler, held by a
   * node that shows signs of life for years: so neither this node nor its recovery takes it up.
   */
  private String task(String project, String state, String items) {
    String id = Ids.next();
    boolean listed = !items.equals("not");
    String each = items.matches("[dfp]+") ? items : "";
    jdbc.sql(
            """
            insert into task (id, project_id, task_type, state, config, listed, total_count,
                completed_count, failed_count, epoch, run_at, end_time)
            values (:id, :project, 'text-processing', :state, '{}', :listed, :total, :done, :failed,
                1, case when :state = 'waiting' then timestamptz '2099-01-01' end,
                case when :state in ('completed', 'failed', 'interrupted') then now() end)
            """)
        .param("id", id)
        .param("project", project)
        .param("state", state)
        .param("listed", listed)
        .param("total", each.length())
        .param("done", each.chars().filter(c -> c == 'd').count())
        .param("failed", each.chars().filter(c -> c == 'f').count())
        .update();
    for (int i = 0; i < each.length(); i++) {
      jdbc.sql(
              """
              insert into task_item (task_id, seq, ref, state) values (:id, :seq, 'no-file',
                  case :state when 'd' then 'done' when 'f' then 'failed' else 'pending' end)
              """)
          .param("id", id)
          .param("seq", i + 1)
          .param("state", each.substring(i, i + 1))
          .update();
    }
    if (state.matches("waiting|queued|running|cancelling")) {
      jdbc.sql(
              """
              insert into scheduled_tasks (task_name, task_instance, execution_time, picked,
                  picked_by, last_heartbeat, version, priority)
              values ('text-processing', :instance, timestamptz '2099-01-01', :picked,
                  case when :picked then 'another-node' end, timestamptz '2099-01-01', 1, 0)
              """)
          .param("instance", id + ":1")
          .param("picked", !state.equals("waiting"))
          .update();
    }
    return id;
  }

  private String stateOf(String id) {
    return rest.get("/api/tasks/" + id).text("/state");
  }

  private long entries(String id) {
    return jdbc.sql("select count(*) from scheduled_tasks where task_instance like ? || ':%'")
        .param(id)
        .query(Long.class)
        .single();
  }

  /** No other test is to see these. */
  private void leaveNothing(String id) {
    jdbc.sql("delete from scheduled_tasks where picked_by = 'another-node'").update();
    jdbc.sql("delete from scheduled_tasks where not picked and task_instance like ? || ':%'")
        .param(id)
        .update();
    jdbc.sql("delete from task where id = ?").param(id).update();
  }
}
