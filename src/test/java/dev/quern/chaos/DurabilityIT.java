package dev.quern.chaos;

import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.testing.Await;
import dev.quern.testing.TaskBody;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Promise 1: what was accepted stands, whichever process dies. */
class DurabilityIT extends ChaosTest {

  private static final TaskBody SPLIT = aTask("text-processing");

  private static String accepted(QuernNode node) {
    String project = node.rest().project();
    node.rest().upload("/api/projects/" + project + "/files", "mills.md", "# Mills\n\nThey turn.");
    return node.rest().task(project, SPLIT);
  }

  private static void awaitCompleted(QuernNode node, String task) {
    Await.atMost(Duration.ofMinutes(2))
        .sees(
            "the task completes",
            () -> node.rest().get("/api/tasks/" + task).text("/state"),
            "completed"::equals);
  }

  @Test
  void aTaskSurvivesTheDeathOfQuernAndItsPostgres() {
    QuernNode node = launchWith("home", List.of()).up();
    Path postgres = node.home().resolve("postgres");
    String task = accepted(node);
    Signal.KILL.to(Postgres.pid(postgres));
    node.kill();

    node.startAgain();

    awaitCompleted(node, task);
  }

  @Test
  void anEmbeddedPostgresThatDiesComesBackWithoutARestart() {
    QuernNode node = launchWith("home", List.of()).up();
    Path postgres = node.home().resolve("postgres");
    for (int death = 1; death <= 2; death++) {
      String task = accepted(node);
      long pid = Postgres.pid(postgres);
      Signal.KILL.to(pid);

      awaitCompleted(node, task);
      assertThat(Postgres.pid(postgres)).isNotEqualTo(pid);
      Await.until("it is UP", () -> node.health() == 200);
    }
    node.term();
    assertThat(postgres.resolve("postmaster.pid")).doesNotExist();
  }

  @Test
  void aTaskSurvivesTheDeathOfASharedPostgres() {
    QuernNode node = launch("node").up();
    Work work = submit(node, 20);
    postgres.kill();
    Await.until("health says so", () -> node.health() == 503);
    postgres.startAgain();

    Await.until("it is UP", () -> node.health() == 200);
    awaitExact(node, work);
    assertThat(repeatedCalls()).isZero();
  }
}
