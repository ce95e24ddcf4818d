package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static dev.quern.testing.TaskAssert.assertThatTask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.flow.Rest.Reply;
import dev.quern.testing.Await;
import dev.quern.testing.Faults;
import dev.quern.testing.Replies;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * While the failed items of a resumed task are opened again, which takes long for millions of them,
 * its row is free. A lock on one of the items makes it last as long as a test wants.
 */
class ReopeningFlowTests extends FlowTest {

  private static final int ITEMS = 6000;
  private static final int PAGE = 5000;

  @Autowired private DataSource source;
  private Connection holder;
  private String task;

  @BeforeEach
  void failAll() throws SQLException {
    holder = source.getConnection();
    holder.setAutoCommit(false);
    MODELS.replyWith(r -> Faults.badRequest());
    task = questionTask(rest.projectWithChunks(ITEMS), json("parallelism", 50));
    assertThatTask(rest.end(task)).isFailed().hasFailures(ITEMS);
    MODELS.replyWith(r -> Replies.questions(List.of("A?")));
  }

  @AfterEach
  void letGo() throws SQLException {
    holder.rollback();
    holder.setAutoCommit(true);
    holder.close();
  }

  /** Another transaction holds an item of the second page. */
  private void holdLastItem() throws SQLException {
    try (var item =
        holder.prepareStatement(
            "select 1 from task_item where task_id = ? and seq = ? for update")) {
      item.setString(1, task);
      item.setInt(2, ITEMS);
      item.executeQuery();
    }
  }

  private Reply answered(String move) {
    CompletableFuture<Reply> reply =
        CompletableFuture.supplyAsync(() -> rest.post("/api/tasks/" + task + "/" + move));
    Await.until(move + " is answered, though items are held", reply::isDone);
    assertThat(reply.join().status()).as(reply.join().text()).isEqualTo(202);
    return reply.join();
  }

  private void awaitOpening() {
    awaitLockWait("the rest is opened, and waits", "%page as%");
  }

  private void awaitLockWait(String what, String statement) {
    Await.until(
        what,
        () ->
            jdbc.sql(
                        """
                        select count(*) from pg_stat_activity
                        where datname = current_database() and wait_event_type = 'Lock'
                          and query like ?
                        """)
                    .param(statement)
                    .query(Integer.class)
                    .single()
                == 1);
  }

  private int failedItems() {
    return rest.get("/api/tasks/" + task + "/items?state=failed&limit=1")
        .json()
        .path("total")
        .asInt();
  }

  @Test
  void cancelsWhileFailedItemsAreOpenedAgain() throws SQLException {
    holdLastItem();

    JsonNode resumed = answered("resume").json();
    assertThat(resumed.path("status").asInt()).isZero();
    awaitOpening();
    JsonNode cancelled = answered("cancel").json();

    assertThatTask(cancelled).isInterrupted().hasFailures(ITEMS - PAGE);
    holder.rollback();
    Await.until("its place is free", () -> entries() == 0);
    assertThat(failedItems()).isEqualTo(ITEMS - PAGE);

    answered("resume");
    assertThatTask(rest.end(task)).isCompleted().hasDone(ITEMS).hasFailures(0);
    assertThat(MODELS.traffic().answeredWith(200)).isEqualTo(ITEMS);
  }

  @Test
  void pausesAndResumesWhileFailedItemsAreOpenedAgain() throws SQLException {
    holdLastItem();

    answered("resume");
    awaitOpening();
    answered("pause");
    holder.rollback();
    answered("resume");

    assertThatTask(rest.end(task)).isCompleted().hasDone(ITEMS).hasFailures(0);
    assertThat(MODELS.traffic().answeredWith(200)).isEqualTo(ITEMS);
  }

  @Test
  void deletesACancelledTaskAfterThePageThatIsOpened() throws SQLException {
    holdLastItem();

    answered("resume");
    awaitOpening();
    answered("cancel");
    CompletableFuture<Reply> deleted =
        CompletableFuture.supplyAsync(() -> rest.delete("/api/tasks/" + task));
    awaitLockWait("the deletion waits", "%pg_advisory_xact_lock%");
    holder.rollback();

    assertThat(deleted.join().status()).as(deleted.join().text()).isEqualTo(204);
    assertThat(rest.get("/api/tasks/" + task).status()).isEqualTo(404);
    Await.until("its place is free", () -> entries() == 0);
  }

  /** The deletion holds the task's row and waits for its items, which the page holds. */
  @Test
  void deletesItsProjectWhileFailedItemsAreOpenedAgain() throws SQLException {
    String project = "/api/projects/" + rest.get("/api/tasks/" + task).text("/project_id");
    holdLastItem();

    answered("resume");
    awaitOpening();
    CompletableFuture<Reply> deleted =
        CompletableFuture.supplyAsync(() -> rest.delete(project + "?cancel=true"));
    awaitLockWait("the deletion waits", "delete from project where%");
    holder.rollback();

    assertThat(deleted.join().status()).as(deleted.join().text()).isEqualTo(204);
    assertThat(rest.get(project).status()).isEqualTo(404);
    Await.until("its place is free", () -> entries() == 0);
  }

  private int entries() {
    return jdbc.sql("select count(*) from scheduled_tasks where task_instance like ? || ':%'")
        .param(task)
        .query(Integer.class)
        .single();
  }
}
