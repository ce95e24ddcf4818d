package dev.quern.bench;

import dev.quern.testing.Latency;
import dev.quern.testing.ModelServer;
import dev.quern.testing.Replies;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends chat requests and does nothing else: the rate against which Quern's is compared, on the
 * same server in the same run. A fixed number is in flight, and each answer is replaced by the next
 * request at once.
 */
public final class BareClient {

  /**
   * What a run achieved.
   *
   * @param succeeded answers with status 200 and a body
   * @param elapsed from the first request to the last answer
   */
  public record Result(int requests, int succeeded, Duration elapsed) {

    /** Requests a second. */
    public double rate() {
      return requests / (elapsed.toNanos() / 1e9);
    }
  }

  private static final String TEXT =
      "A pair of stones four feet across, turning twice a second, grinds five bushels an hour. ";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI chat;

  /**
   * @param baseUrl such as {@code http://127.0.0.1:40001/v1}
   */
  public BareClient(String baseUrl) {
    chat = URI.create(baseUrl + "/chat/completions");
  }

  /**
   * Sends so many requests, each with a prompt of about 1,500 characters of its own, from a thread
   * for each place. Blocking calls, because the same client's {@code sendAsync} behind a semaphore
   * reached about a third of their rate at zero latency with 32 and more in flight (measured one
   * after the other on a busy machine): too slow a yardstick flatters what is measured with it.
   */
  public Result run(int requests, int inFlight) {
    AtomicInteger next = new AtomicInteger();
    AtomicInteger succeeded = new AtomicInteger();
    ExecutorService places = Executors.newFixedThreadPool(inFlight);
    long start = System.nanoTime();
    CompletableFuture<?>[] done = new CompletableFuture<?>[inFlight];
    for (int place = 0; place < inFlight; place++) {
      done[place] =
          CompletableFuture.runAsync(
              () -> {
                for (int i = next.getAndIncrement(); i < requests; i = next.getAndIncrement()) {
                  if (succeeds(request(i))) {
                    succeeded.incrementAndGet();
                  }
                }
              },
              places);
    }
    CompletableFuture.allOf(done).join();
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    places.shutdown();
    return new Result(requests, succeeded.get(), elapsed);
  }

  private boolean succeeds(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      return response.statusCode() == 200 && !response.body().isEmpty();
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private HttpRequest request(int number) {
    String body =
        "{\"model\": \"stand-in\", \"temperature\": 0.7, \"messages\": [{\"role\": \"user\","
            + " \"content\": \""
            + (TEXT.repeat(17) + number)
            + "\"}]}";
    return HttpRequest.newBuilder(chat)
        .header("Content-Type", "application/json")
        .header("Authorization", "Bearer none")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  /** Measures the stand-in server by itself, at zero latency and at 50 ms. */
  public static void main(String[] arguments) {
    int[] windows = {3, 32, 128, 200};
    try (ModelServer server = ModelServer.start()) {
      server.replyWith(request -> Replies.questions(3, request));
      BareClient client = new BareClient(server.baseUrl());
      client.run(20_000, 64);
      for (int millis : new int[] {0, 50}) {
        server.latency(Latency.fixed(Duration.ofMillis(millis)));
        for (int inFlight : windows) {
          server.traffic().reset();
          client.run(4 * inFlight, inFlight);
          Result result = client.run(millis == 0 ? 20_000 : 100 * inFlight, inFlight);
          System.out.printf(
              Locale.ROOT,
              "%2d ms, %3d in flight: %6.0f requests/s, %d of %d succeeded, at most %d at once%n",
              millis,
              inFlight,
              result.rate(),
              result.succeeded(),
              result.requests(),
              server.traffic().maxInFlight());
        }
      }
    }
  }
}
