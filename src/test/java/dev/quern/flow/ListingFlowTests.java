package dev.quern.flow;

import static dev.quern.testing.TaskAssert.assertThatTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.flow.Rest.Reply;
import dev.quern.testing.Await;
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
 * While the items of a task are listed, which takes long for millions of them, its row is free. A
 * lock on the table of chunks makes the listing last as long as a test wants.
 */
class ListingFlowTests extends FlowTest {

  private static final String WAITING =
      """
      pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and query like '%into task_item%'
      """;

  @Autowired private DataSource source;
  private Connection holder;

  @BeforeEach
  void answerWithOneQuestion() throws SQLException {
    MODELS.replyWith(r -> Replies.questions(List.of("A?")));
    holder = source.getConnection();
  }

  @AfterEach
  void letGo() throws SQLException {
    if (!holder.getAutoCommit()) {
      holder.rollback();
      holder.setAutoCommit(true);
    }
    holder.close();
  }

  private void holdChunks() throws SQLException {
    holder.setAutoCommit(false);
    holder.createStatement().execute("lock table chunk in access exclusive mode");
  }

  private String listingOf(int chunks) throws SQLException {
    String project = rest.projectWithChunks(chunks);
    holdChunks();
    String task = questionTask(project);
    awaitListings(1);
    return task;
  }

  private void awaitListings(int number) {
    Await.until(number + " listings wait", () -> listings() == number);
  }

  private int listings() {
    return jdbc.sql("select count(*) from " + WAITING).query(Integer.class).single();
  }

  private int session() {
    return jdbc.sql("select pid from " + WAITING).query(Integer.class).single();
  }

  private Reply answered(CompletableFuture<Reply> reply) {
    Await.until("it is answered, though the listing goes on", reply::isDone);
    return reply.join();
  }

  private int listed(String task) {
    return jdbc.sql("select count(*) from task_item where task_id = ?")
        .param(task)
        .query(Integer.class)
        .single();
  }

  @Test
  void cancelsWhileTheItemsAreListed() throws SQLException {
    String task = listingOf(6);

    Reply cancelled =
        answered(CompletableFuture.supplyAsync(() -> rest.post("/api/tasks/" + task + "/cancel")));

    assertThat(cancelled.status()).isEqualTo(202);
    assertThat(cancelled.text("/state")).isEqualTo("interrupted");
    awaitListings(0); // it is given up, and its place with it
    assertThat(listed(task)).isZero();

    holder.rollback();
    rest.post("/api/tasks/" + task + "/resume");
    assertThatTask(rest.end(task)).isCompleted().hasDone(6);
    assertThat(listed(task)).isEqualTo(6);
  }

  @Test
  void pausesAndResumesWhileTheItemsAreListed() throws SQLException {
    String task = listingOf(5);

    answered(CompletableFuture.supplyAsync(() -> rest.post("/api/tasks/" + task + "/pause")));
    awaitListings(0);
    rest.post("/api/tasks/" + task + "/resume");
    awaitListings(1);
    holder.rollback();

    assertThatTask(rest.end(task)).isCompleted().hasDone(5);
    assertThat(listed(task)).isEqualTo(5);
  }

  @Test
  void deletesACancelledTaskWhileItsItemsAreListed() throws SQLException {
    String task = listingOf(3);

    answered(CompletableFuture.supplyAsync(() -> rest.post("/api/tasks/" + task + "/cancel")));
    Reply deleted =
        answered(CompletableFuture.supplyAsync(() -> rest.delete("/api/tasks/" + task)));

    assertThat(deleted.status()).as(deleted.text()).isEqualTo(204);
    assertThat(listed(task)).isZero();
  }

  @Test
  void listsOnceWhenTheSessionThatListsIsEnded() throws SQLException {
    String task = listingOf(4);

    int session = session();
    jdbc.sql("select pg_terminate_backend(?)").param(session).query(Boolean.class).single();
    Await.until("another session lists", () -> listings() == 1 && session() != session);
    holder.rollback();

    assertThatTask(rest.end(task)).isCompleted().hasDone(4);
    assertThat(listed(task)).isEqualTo(4);
  }
}
