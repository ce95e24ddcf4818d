package dev.quern.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.testing.Await;
import dev.quern.testing.Receiver;
import dev.quern.testing.RouteTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.ProducerTemplate;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.annotation.DirtiesContext;

/** What is due goes out, whatever became of the one before. */
@RouteTest(
    "camel.main.routes-include-pattern=file:routes/notify/notify.camel.yaml,"
        + "file:routes/notify/deliver-notification.camel.yaml")
@DirtiesContext
class NotifyRouteTests {

  /** In the place of the bean {@code webhookOutbox}. */
  public static class Outbox {
    private final Queue<Delivery> due = new ConcurrentLinkedQueue<>();
    private final List<String> told = new CopyOnWriteArrayList<>();

    public @Nullable Delivery take() {
      return due.poll();
    }

    public void answered(Delivery delivery, int status) {
      told.add(delivery.id() + " " + status);
    }

    public void failed(Delivery delivery, Throwable error) {
      told.add(delivery.id() + " " + error.getClass().getSimpleName());
    }
  }

  @Configuration
  static class Beans {
    @Bean
    Outbox webhookOutbox() {
      return new Outbox();
    }

    @Bean
    CloseableHttpClient notifyHttpClient() {
      return HttpClients.custom().disableAutomaticRetries().disableRedirectHandling().build();
    }
  }

  @Autowired private Outbox outbox;
  @Autowired private ProducerTemplate camel;

  private static Delivery delivery(String id, String url, @Nullable String signature) {
    byte[] body = "{\"note\":\"€ {{x}} ${body}\"}".getBytes(StandardCharsets.UTF_8);
    return new Delivery(id, "t", url, "h", body, 1, Instant.EPOCH, signature);
  }

  @Test
  void sendsWhatIsDueAndNotesHowItWent() {
    try (Receiver receiver = Receiver.start().answering(n -> n == 2 ? 503 : n == 3 ? 302 : 204)) {
      String url = receiver.url("/a/b?token=a%2Bb%20c&x=1&x=2");
      outbox.due.add(delivery("one", url, "t=1,sha256=2"));
      outbox.due.add(delivery("dead", "http://127.0.0.1:1/", null));
      outbox.due.add(delivery("two", url, null));
      outbox.due.add(delivery("three", url, null));
      outbox.due.add(delivery("four", url, null));
      camel.sendBody("seda:notify?size=8&discardWhenFull=true", "due");
      Await.until("all are told", () -> outbox.told.size() == 5);

      assertThat(outbox.told)
          .containsExactly(
              "one 204", "dead HttpHostConnectException", "two 503", "three 302", "four 204");
      assertThat(receiver.got()).hasSize(4).allMatch(g -> g.method().equals("POST"));
      assertThat(receiver.got()).allMatch(g -> g.path().equals("/a/b?token=a%2Bb%20c&x=1&x=2"));
      assertThat(receiver.got()).allMatch(g -> g.body().equals("{\"note\":\"€ {{x}} ${body}\"}"));
      assertThat(receiver.got().get(0).headers())
          .containsEntry("content-type", "application/json")
          .containsEntry("x-quern-delivery", "one")
          .containsEntry("x-quern-signature", "t=1,sha256=2");
      assertThat(receiver.got().get(1).headers())
          .containsEntry("x-quern-delivery", "two")
          .doesNotContainKey("x-quern-signature");
      assertThat(receiver.got().get(0).headers().keySet())
          .isSubsetOf(
              "host",
              "content-type",
              "content-length",
              "connection",
              "user-agent",
              "x-quern-delivery",
              "x-quern-signature",
              "accept-encoding",
              "transfer-encoding",
              "upgrade");
    }
  }
}
