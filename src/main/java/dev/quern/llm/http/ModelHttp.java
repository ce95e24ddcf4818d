package dev.quern.llm.http;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.quern.OutboundUrl;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * LangChain4j's HTTP over the JDK's client. LangChain4j's own client drops the header Retry-After,
 * and its timeout ends with the first line of the response, so a reply that arrives very slowly
 * would hold its item for ever. Here the timeout covers the whole reply, streamed or not, and an
 * interrupt closes the connection at once. A stream is read on the caller's thread.
 */
final class ModelHttp implements HttpClient {

  /** The timeout of connecting. */
  static final Duration CONNECT = Duration.ofSeconds(10);

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
        .connectTimeout(CONNECT);
  }

  private static final int MAX_ERROR_BYTES = 100_000;
  private static final Set<String> KEY_HEADERS =
      Set.of("authorization", "x-api-key", "x-goog-api-key");

  private final HttpSettings settings;

  ModelHttp(HttpSettings settings) {
    this.settings = settings;
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    // JSON is UTF-8, whatever a server calls it (RFC 8259, 8.1).
    HttpResponse<String> response =
        Deadline.within(
            settings.timeoutMillis(),
            () -> send(request, BodyHandlers.ofString(StandardCharsets.UTF_8)));
    if (response.statusCode() / 100 != 2) {
      throw status(response, withoutKeys(request, response.body()));
    }
    return success(response, settings.shape().whole(response.body(), contentType(response)));
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    try {
      Deadline.within(settings.timeoutMillis(), () -> stream(request, parser, listener));
      listener.onClose();
    } catch (RuntimeException e) {
      listener.onError(e);
    }
  }

  private Void stream(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener)
      throws IOException, InterruptedException {
    HttpResponse<TokenStream> response = opened(request);
    try (TokenStream stream = response.body()) {
      if (response.statusCode() / 100 != 2) {
        throw status(response, withoutKeys(request, text(stream)));
      }
      String type = contentType(response);
      if (type.startsWith("text/html")) {
        throw ReplyEnvelope.notAsAsked(type, text(stream));
      }
      listener.onOpen(success(response, null));
      SseListener events = new SseListener(listener, stream, settings.shape(), type);
      parser.parse(stream, events);
      rethrow(events.failure());
      if (!events.any() && !type.startsWith("text/event-stream")) {
        throw new NotAReplyException(
            "sent " + type + " and no stream of tokens; set stream to false for it");
      }
    }
    return null;
  }

  /**
   * A response whose head has come. When the head comes at the moment of an interrupt, the JDK's
   * client has nothing left to cancel and nobody gets the body: it is closed here.
   */
  private HttpResponse<TokenStream> opened(HttpRequest request)
      throws IOException, InterruptedException {
    AtomicReference<@Nullable TokenStream> body = new AtomicReference<>();
    try {
      return send(
          request,
          info -> {
            TokenStream stream = new TokenStream(settings.idleMillis());
            body.set(stream);
            return stream;
          });
    } catch (IOException | InterruptedException e) {
      TokenStream stream = body.get();
      if (stream != null) {
        stream.close();
      }
      throw e;
    }
  }

  private static void rethrow(@Nullable Throwable failure)
      throws IOException, InterruptedException {
    if (failure instanceof InterruptedIOException) {
      Thread.interrupted(); // the exception tells of it
      throw new InterruptedException(failure.getMessage());
    }
    if (failure instanceof IOException e) {
      throw e;
    }
    if (failure != null) {
      throw failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
    }
  }

  private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
      throws IOException, InterruptedException {
    java.net.http.HttpRequest jdkRequest = jdkRequest(request);
    boolean tls = "https".equalsIgnoreCase(jdkRequest.uri().getScheme());
    return (tls ? TLS : PLAIN).send(jdkRequest, handler);
  }

  private java.net.http.HttpRequest jdkRequest(HttpRequest request) throws IOException {
    java.net.http.HttpRequest.Builder builder =
        OutboundUrl.request(URI.create(request.url()))
            .method(
                request.method().name(),
                request.body() == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(settings.rewrite().apply(request.body())));
    request
        .headers()
        .forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
    return builder.build();
  }

  private static String text(TokenStream stream) throws IOException, InterruptedException {
    try {
      return new String(stream.readNBytes(MAX_ERROR_BYTES), StandardCharsets.UTF_8);
    } catch (InterruptedIOException e) {
      Thread.interrupted();
      throw new InterruptedException(e.getMessage());
    }
  }

  /** Some servers say which key they refuse; what they say is logged and shown. */
  private static String withoutKeys(HttpRequest request, String body) {
    String shown = body;
    for (var header : request.headers().entrySet()) {
      if (KEY_HEADERS.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        for (String value : header.getValue()) {
          String key = value.replaceFirst("^Bearer ", "");
          shown = key.length() < 8 ? shown : shown.replace(key, "***");
        }
      }
    }
    return shown;
  }

  private static StatusException status(HttpResponse<?> response, String body) {
    return new StatusException(
        response.statusCode(), body, response.headers().firstValue("retry-after").orElse(null));
  }

  private static String contentType(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("content-type")
        .orElse("")
        .replaceFirst(";.*", "")
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  private static SuccessfulHttpResponse success(HttpResponse<?> response, @Nullable String body) {
    return SuccessfulHttpResponse.builder()
        .statusCode(response.statusCode())
        .headers(response.headers().map())
        .body(body)
        .build();
  }
}
