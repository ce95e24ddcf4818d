package dev.quern.llm.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpMethod;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.quern.testing.Await;
import dev.quern.testing.Faults;
import dev.quern.testing.ModelServer;
import dev.quern.testing.Replies;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModelHttpTests {

  private final ModelServer server = ModelServer.start();

  @AfterEach
  void closeServer() {
    server.close();
  }

  @Test
  void answersWithTheBody() {
    assertThat(http(10_000).execute(request()).body()).contains("An answer.");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void asksForABodyThatIsNotCompressed() {
    http(10_000).execute(request());

    assertThat(server.traffic().kept().get(0).headers())
        .containsEntry("accept-encoding", "identity");
  }

  @Test
  void timeOutCoversAReplyThatDripsAndClosesTheConnection() {
    server.first(1).answer(Faults.drip(Duration.ofMillis(20)));

    assertThatThrownBy(() -> http(200).execute(request()))
        .hasRootCauseInstanceOf(TimedOutException.class)
        .hasRootCauseMessage("no complete reply within 200 ms");

    Await.until("the connection is closed", () -> server.traffic().aborted() == 1);
  }

  @Test
  void threadIsNotInterruptedAfterATimeOut() {
    http(10_000).execute(request()); // the client's classes are loaded
    server.first(1).answer(Faults.silence());
    assertThatThrownBy(() -> http(100).execute(request())).isInstanceOf(RuntimeException.class);

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(http(10_000).execute(request()).statusCode()).isEqualTo(200);
  }

  @Test
  void interruptEndsTheCallClosesTheConnectionAndStays() {
    server.first(1).answer(Faults.silence());
    CompletableFuture<Boolean> stillInterrupted = new CompletableFuture<>();
    Thread item =
        new Thread(
            () -> {
              assertThatThrownBy(() -> http(60_000).execute(request()))
                  .hasRootCauseInstanceOf(InterruptedException.class);
              stillInterrupted.complete(Thread.currentThread().isInterrupted());
            });
    item.start();
    Await.until("the call is under way", () -> server.traffic().inFlight() == 1);

    item.interrupt();

    assertThat(stillInterrupted.join()).isTrue();
    Await.until("the connection is closed", () -> server.traffic().aborted() == 1);
  }

  @Test
  void statusThatIsNoSuccessKeepsRetryAfter() {
    server.first(1).answer(Faults.rateLimited().retryAfter(7));

    assertThatThrownBy(() -> http(10_000).execute(request()))
        .isInstanceOfSatisfying(
            StatusException.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(429);
              assertThat(e.retryAfter()).isEqualTo("7");
            });
  }

  /** As when there is no memory; without care the client closes the connections of all. */
  @Test
  void anErrorInOneCallClosesItsConnectionAndNoOther() {
    HttpUriRequestBase failing =
        new HttpUriRequestBase("POST", URI.create(server.baseUrl() + "/chat/completions"));
    failing.setEntity(
        new EntityTemplate(
            2,
            null,
            null,
            out -> {
              throw new AssertionError("no memory");
            }));

    assertThatThrownBy(() -> ModelConnections.send(failing)).hasMessage("no memory");

    assertThat(failing.isAborted()).isTrue();
    assertThat(http(10_000).execute(request()).statusCode()).isEqualTo(200);
  }

  @Test
  void aBodyOfManyMegabytesIsNotKeptOutsideOfTheHeap() {
    http(10_000).execute(request());
    long before = direct();

    http(60_000).execute(request("x".repeat(20_000_000)));

    assertThat(direct() - before).isLessThan(5_000_000);
  }

  private static long direct() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }

  private static HttpClient http(long timeoutMillis) {
    return new HttpSettings(timeoutMillis, timeoutMillis, ReplyEnvelope.of("choices")).client();
  }

  private HttpRequest request() {
    return request("Why?");
  }

  private HttpRequest request(String question) {
    return HttpRequest.builder()
        .method(HttpMethod.POST)
        .url(server.baseUrl() + "/chat/completions")
        .addHeader("Content-Type", "application/json")
        .body(
            "{\"model\": \"m\", \"messages\": [{\"role\": \"user\", \"content\": \"%s\"}]}"
                .formatted(question))
        .build();
  }

  @Test
  void aStreamThatFallsSilentEndsLongBeforeTheWholeTime() {
    server.first(1).answer(Faults.stall("one two three", 2));
    Heard heard = new Heard();

    new HttpSettings(60_000, 150, ReplyEnvelope.of("choices")).client().execute(streamed(), heard);

    assertThat(heard.failure).hasRootCauseInstanceOf(IdleTimeoutException.class);
    assertThat(heard.events).isEqualTo(2);
    assertThat(heard.closed).isFalse();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    Await.until("the connection is closed", () -> server.traffic().aborted() == 1);
  }

  @Test
  void theWaitForTheFirstTokenIsNoSilence() {
    server.first(1).answer(Replies.text("one two").after(Duration.ofMillis(400)));
    Heard heard = new Heard();

    new HttpSettings(60_000, 150, ReplyEnvelope.of("choices")).client().execute(streamed(), heard);

    assertThat(heard.failure).isNull();
    assertThat(heard.closed).isTrue();
  }

  @Test
  void aStreamOfManyTokensComesWholeAndInOrder() {
    String text = "word ".repeat(20_000).strip();
    server.first(1).answer(Replies.text(text));
    Heard heard = new Heard();

    http(30_000).execute(streamed(), heard);

    assertThat(heard.failure).isNull();
    assertThat(heard.events).isEqualTo(20_002);
    assertThat(heard.closed).isTrue();
  }

  private static final class Heard implements ServerSentEventListener {
    private int events;
    private boolean closed;
    private @Nullable Throwable failure;

    @Override
    public void onEvent(ServerSentEvent event) {
      events++;
    }

    @Override
    public void onError(Throwable thrown) {
      failure = thrown;
    }

    @Override
    public void onClose() {
      closed = true;
    }
  }

  private HttpRequest streamed() {
    return HttpRequest.builder()
        .method(HttpMethod.POST)
        .url(server.baseUrl() + "/chat/completions")
        .body("{\"stream\": true, \"messages\": [{\"role\": \"user\", \"content\": \"Why?\"}]}")
        .build();
  }
}
