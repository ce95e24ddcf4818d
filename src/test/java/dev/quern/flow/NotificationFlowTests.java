package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static dev.quern.testing.TaskAssert.assertThatTask;
import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quern.task.Tasks;
import dev.quern.testing.Await;
import dev.quern.testing.Faults;
import dev.quern.testing.JsonBody;
import dev.quern.testing.Receiver;
import dev.quern.testing.Receiver.Got;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** The ends of tasks arrive at their {@code notify_url}. */
class NotificationFlowTests extends FlowTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonBody LATER = json("run_at", "2099-01-01T00:00:00Z");

  private final Receiver receiver = Receiver.start();
  @Autowired private Tasks tasks;
  @Autowired private TransactionTemplate transaction;

  @AfterEach
  void closeReceiver() {
    receiver.close();
    jdbc.sql("delete from webhook_outbox").update();
  }

  private String task(String project, String url) {
    return task(project, url, json());
  }

  private String task(String project, String url, JsonBody fields) {
    return rest.task(project, aTask("text-processing").with("notify_url", url).with(fields));
  }

  private List<Got> awaitGot(int count) {
    return Await.until("the receiver is told", receiver::got, got -> got.size() >= count);
  }

  private static String deliveryOf(Got got) {
    return got.headers().get("x-quern-delivery");
  }

  private long rows(String task, String condition) {
    return jdbc.sql("select count(*) from webhook_outbox where task_id = :task and " + condition)
        .param("task", task)
        .query(Long.class)
        .single();
  }

  private void awaitRow(String task, String condition) {
    Await.until(condition, () -> rows(task, condition) == 1);
  }

  @Test
  void tellsACompletedTaskAsRestShowsItSigned() throws Exception {
    String task = task(rest.project(), receiver.url("/hook?a=1"));

    Got got = awaitGot(1).get(0);

    assertThat(got.method()).isEqualTo("POST");
    assertThat(got.path()).isEqualTo("/hook?a=1");
    assertThat(got.headers()).containsEntry("content-type", "application/json");
    JsonNode told = JSON.readTree(got.body());
    assertThat(told).isEqualTo(rest.end(task));
    assertThatTask(told).isCompleted();
    assertSigned(got);
    awaitRow(task, "delivered_at is not null and attempts = 1");
    assertThat(receiver.got()).hasSize(1);
  }

  private static void assertSigned(Got got) throws Exception {
    String signature = got.headers().get("x-quern-signature");
    assertThat(signature).matches("t=\\d{10},sha256=[0-9a-f]{64}");
    String t = signature.substring(2, 12);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(NOTIFY_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    byte[] hash = mac.doFinal((t + "." + got.body()).getBytes(StandardCharsets.UTF_8));
    assertThat(signature).endsWith("sha256=" + HexFormat.of().formatHex(hash));
  }

  @Test
  void tellsAFailedTaskWithItsCountsAndWithoutItsKey() throws Exception {
    String project = rest.projectWithChunks(2);
    MODELS.replyWith(r -> Faults.badRequest());
    String task =
        rest.task(
            project,
            aTask("question-generation")
                .with("notify_url", receiver.url("/"))
                .config(
                    "provider_config",
                    json("provider", "openai")
                        .with("base_url", MODELS.baseUrl())
                        .with("model", "m")
                        .with("api_key", "sk-very-secret")));

    JsonNode told = JSON.readTree(awaitGot(1).get(0).body());

    assertThatTask(told).isFailed().hasFailures(2);
    assertThat(told.at("/config/provider_config/api_key").asText()).isEqualTo("***");
    assertThat(told).isEqualTo(rest.end(task));
  }

  @Test
  void tellsEachEndOfATaskOnceByAnIdOfItsOwn() throws Exception {
    String task = task(rest.project(), receiver.url("/"), LATER);
    rest.post("/api/tasks/" + task + "/cancel");
    Got first = awaitGot(1).get(0);
    jdbc.sql("update task set run_at = null where id = :id").param("id", task).update();
    rest.post("/api/tasks/" + task + "/resume");
    Got second = awaitGot(2).get(1);

    assertThatTask(JSON.readTree(first.body())).isInterrupted();
    assertThatTask(JSON.readTree(second.body())).isCompleted();
    assertThat(deliveryOf(second)).isNotEqualTo(deliveryOf(first));
    Await.until("both are done", () -> rows(task, "delivered_at is not null") == 2);
    assertThat(receiver.got()).hasSize(2);
  }

  @Test
  void sendsAgainByTheSameIdWhatWasNotTakenAlsoOfADeletedTask() throws Exception {
    receiver.answering(number -> number == 1 ? 500 : 200);
    String task = task(rest.project(), receiver.url("/"));
    awaitRow(task, "attempts = 1 and lease_until is null and last_error like '%500%'");
    String delete = "/api/tasks/" + task;
    assertThat(rest.delete(delete).status()).isEqualTo(204);

    List<Got> got = awaitGot(2);

    assertThat(got.get(1).body()).isEqualTo(got.get(0).body());
    assertThat(deliveryOf(got.get(1))).isEqualTo(deliveryOf(got.get(0)));
    assertSigned(got.get(1));
    awaitRow(task, "delivered_at is not null and attempts = 2 and last_error is null");
  }

  @Test
  void followsNoRedirect() {
    receiver.answering(number -> 302);
    String task = task(rest.project(), receiver.url("/"));

    awaitRow(task, "attempts = 1 and lease_until is null and last_error like '%302%'");
    assertThat(receiver.got()).extracting(Got::path).containsExactly("/");
  }

  @Test
  void givesUpAfterADay() {
    receiver.answering(number -> 500);
    String task = task(rest.project(), receiver.url("/"));
    awaitRow(task, "attempts = 1 and lease_until is null");
    assertThat(rows(task, "gave_up_at is not null")).isZero();
    jdbc.sql(
            "update webhook_outbox set create_at = now() - interval '25 hours', next_try_at = now()"
                + " where task_id = :task")
        .param("task", task)
        .update();

    awaitRow(task, "gave_up_at is not null and attempts = 2");
  }

  @Test
  void goesOnWithWhatADeadProcessHadInHand() {
    String task = "none";
    jdbc.sql(
            """
            insert into webhook_outbox (id, task_id, url, host, body, attempts, lease_until)
            values ('d1', :task, :url, 'h', '{}', 1, now() - interval '1 second')
            """)
        .param("task", task)
        .param("url", receiver.url("/"))
        .update();

    assertThat(deliveryOf(awaitGot(1).get(0))).isEqualTo("d1");
    awaitRow(task, "delivered_at is not null and attempts = 2");
  }

  @Test
  void keepsNobodyWaitingForAReceiverThatHangs() {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    String project = rest.project();
    try (Receiver hanging = Receiver.start().heldUntil(gate)) {
      for (int i = 0; i < 12; i++) {
        task(project, hanging.url("/"));
      }
      Await.until("it hangs", () -> hanging.inFlight() > 0);
      String task = task(project, receiver.url("/"));

      awaitGot(1);

      assertThatTask(rest.end(task)).isCompleted();
      assertThat(hanging.inFlight()).isBetween(1, 2);
      assertThat(gate.isDone()).isFalse();
      gate.complete(null);
    }
  }

  @Test
  void tellsNothingOfAnEndThatWasRolledBack() {
    String task = task(rest.project(), receiver.url("/"), LATER);
    transaction.executeWithoutResult(
        status -> {
          tasks.cancel(task);
          assertThat(rows(task, "true")).isEqualTo(1);
          status.setRollbackOnly();
        });

    assertThat(rows(task, "true")).isZero();
    assertThat(rest.get("/api/tasks/" + task).text("/state")).isEqualTo("waiting");
    rest.post("/api/tasks/" + task + "/cancel");
    assertThat(awaitGot(1)).hasSize(1);
  }

  @Test
  void tellsOfChildrenThatAreInterruptedWithTheirParent() {
    String project = rest.project();
    String parent = task(project, receiver.url("/parent"), LATER);
    task(project, receiver.url("/child"), json("depends_on", List.of(parent)));
    rest.post("/api/tasks/" + parent + "/cancel");

    assertThat(awaitGot(2)).extracting(Got::path).containsExactlyInAnyOrder("/parent", "/child");
  }

  @Test
  void deletesWhatWasDeliveredDaysAgo() {
    String task = task(rest.project(), receiver.url("/"));
    awaitRow(task, "delivered_at is not null");
    jdbc.sql("update webhook_outbox set delivered_at = now() - interval '8 days'").update();
    jdbc.sql(
            "update housekeeping_tasks set execution_time = now() where task_name = 'trim-notifications'")
        .update();

    Await.until("it is deleted", () -> rows(task, "true") == 0);
  }
}
