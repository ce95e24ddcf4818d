package dev.quern.llm;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.jdk.JdkHttpClient;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * LangChain4j's HTTP over the JDK's client. LangChain4j has one of its own; it drops the header
 * Retry-After, and its time-out ends with the response's first line, so that a reply that drips
 * would hold its item for ever. Here the time-out covers the whole reply, and an interrupt closes
 * the connection at once.
 */
final class ModelHttp implements HttpClient {

  /**
   * Without TLS what is left to do when bytes come in is small enough for the thread that sees
   * them: half the CPU time of a call. A TLS handshake is not, and keeps the client's own pool.
   */
  private static final java.net.http.HttpClient PLAIN = client().executor(Runnable::run).build();

  private static final java.net.http.HttpClient TLS = client().build();

  private static java.net.http.HttpClient.Builder client() {
    // HTTP/1.1: an upgrade to HTTP/2 in the clear is more than some model servers can take.
    return java.net.http.HttpClient.newBuilder()
        .version(Version.HTTP_1_1)
        .followRedirects(Redirect.NEVER)
        .connectTimeout(Duration.ofSeconds(10));
  }

  private final long timeoutMillis;

  private ModelHttp(long timeoutMillis) {
    this.timeoutMillis = timeoutMillis;
  }

  static HttpClientBuilder builder(long timeoutMillis) {
    return new Builder(timeoutMillis);
  }

  /** A status that is not 2xx, with the time that the server asks to be left alone. */
  static final class StatusException extends HttpException {
    private final @Nullable String retryAfter;

    StatusException(int status, String body, @Nullable String retryAfter) {
      super(status, body);
      this.retryAfter = retryAfter;
    }

    @Nullable String retryAfter() {
      return retryAfter;
    }
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    HttpResponse<String> response = send(jdkRequest(request));
    if (response.statusCode() / 100 != 2) {
      throw new StatusException(
          response.statusCode(),
          response.body(),
          response.headers().firstValue("retry-after").orElse(null));
    }
    return SuccessfulHttpResponse.builder()
        .statusCode(response.statusCode())
        .headers(response.headers().map())
        .body(response.body())
        .build();
  }

  /**
   * Blocks, and lets a deadline interrupt it. {@code sendAsync} with a timed wait did the same for
   * three times the CPU time (0.42 ms a call, 0.13 ms this way, with 128 in flight).
   */
  private HttpResponse<String> send(java.net.http.HttpRequest request) {
    Deadline deadline = Deadline.in(timeoutMillis);
    try {
      boolean tls = "https".equalsIgnoreCase(request.uri().getScheme());
      return (tls ? TLS : PLAIN).send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      if (deadline.end()) {
        throw new IllegalStateException(
            new HttpTimeoutException("no complete reply within " + timeoutMillis + " ms"));
      }
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } finally {
      deadline.end();
    }
  }

  private static java.net.http.HttpRequest jdkRequest(HttpRequest request) {
    java.net.http.HttpRequest.Builder builder =
        java.net.http.HttpRequest.newBuilder(URI.create(request.url()))
            .method(
                request.method().name(),
                request.body() == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(request.body()));
    request
        .headers()
        .forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
    return builder.build();
  }

  /** Streamed replies go through LangChain4j's own client. */
  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    JdkHttpClient.builder()
        .readTimeout(Duration.ofMillis(timeoutMillis))
        .build()
        .execute(request, parser, listener);
  }

  private static final class Builder implements HttpClientBuilder {

    private final long timeoutMillis;

    Builder(long timeoutMillis) {
      this.timeoutMillis = timeoutMillis;
    }

    @Override
    public Duration connectTimeout() {
      return Duration.ofSeconds(10);
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration timeout) {
      return this; // the client is shared, and has one already
    }

    @Override
    public Duration readTimeout() {
      return Duration.ofMillis(timeoutMillis);
    }

    @Override
    public HttpClientBuilder readTimeout(Duration timeout) {
      return this; // the provider's own holds
    }

    @Override
    public HttpClient build() {
      return new ModelHttp(timeoutMillis);
    }
  }
}
