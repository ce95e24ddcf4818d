package dev.quern.llm.http;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.jspecify.annotations.Nullable;

/**
 * LangChain4j's HTTP over Apache's blocking client. LangChain4j's own clients drop the header
 * Retry-After, and their timeout ends with the first line of the response, so a reply that arrives
 * very slowly would hold its item for ever. Here the timeout covers the whole reply, streamed or
 * not, and an interrupt closes the connection at once. A reply is read on the caller's thread.
 */
final class ModelHttp implements HttpClient {

  private static final int MAX_ERROR_BYTES = 100_000;

  /** Java 17 copies what is written at once to memory outside of the heap, for good. */
  private static final int MAX_AT_ONCE = 64 * 1024;

  /** Types of a body that is no stream, but an error or a whole reply; mostly. */
  private static final Set<String> JSON = Set.of("application/json", "application/problem+json");

  private static final int MAX_WHOLE_BYTES = 20_000_000;

  private static final Set<String> KEY_HEADERS =
      Set.of("authorization", "x-api-key", "x-goog-api-key");

  private final HttpSettings settings;

  ModelHttp(HttpSettings settings) {
    this.settings = settings;
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    return Deadline.within(
        settings.timeoutMillis(), () -> exchange(request, response -> whole(request, response)));
  }

  private SuccessfulHttpResponse whole(HttpRequest request, ClassicHttpResponse response)
      throws IOException {
    // JSON is UTF-8, whatever a server calls it (RFC 8259, 8.1).
    HttpEntity entity = response.getEntity();
    String body =
        entity == null ? "" : new String(EntityUtils.toByteArray(entity), StandardCharsets.UTF_8);
    if (response.getCode() / 100 != 2) {
      throw status(response, withoutKeys(request, body));
    }
    return success(response, settings.shape().whole(body, contentType(response)));
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

  private @Nullable Void stream(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener)
      throws IOException, InterruptedException {
    return exchange(
        request,
        response -> {
          if (response.getCode() / 100 != 2) {
            throw status(response, withoutKeys(request, error(response)));
          }
          listen(response, parser, listener);
          return null;
        });
  }

  private void listen(
      ClassicHttpResponse response, ServerSentEventParser parser, ServerSentEventListener listener)
      throws IOException, InterruptedException {
    String type = contentType(response);
    if (type.startsWith("text/html")) {
      throw ReplyEnvelope.notAsAsked(type, error(response));
    }
    listener.onOpen(success(response, null));
    InputStream body = content(response);
    if (JSON.contains(type)) {
      byte[] whole = body.readNBytes(MAX_WHOLE_BYTES);
      settings.shape().requireNoError(new String(whole, StandardCharsets.UTF_8));
      body = new ByteArrayInputStream(whole);
    }
    try (TokenStream stream = new TokenStream(body, settings.idleMillis())) {
      SseListener events = new SseListener(listener, stream, settings.shape(), type);
      parser.parse(stream, events);
      rethrow(events.failure());
      if (!events.any() && !type.startsWith("text/event-stream")) {
        throw new NotAReplyException(
            "sent " + type + " and no stream of tokens; set stream to false for it");
      }
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

  private interface Reading<T> {
    T of(ClassicHttpResponse response) throws IOException, InterruptedException;
  }

  /** Sends a request and reads its response. The connection is closed if that was not all of it. */
  private <T> T exchange(HttpRequest request, Reading<T> reading)
      throws IOException, InterruptedException {
    HttpUriRequestBase sent = sent(request);
    try (ClassicHttpResponse response = ModelConnections.send(sent)) {
      try {
        return reading.of(response);
      } finally {
        sent.abort(); // nothing where all has been read; else closing would wait for the rest
      }
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("told to stop");
      }
      throw e;
    }
  }

  private HttpUriRequestBase sent(HttpRequest request) throws MalformedURLException {
    HttpUriRequestBase sent = new HttpUriRequestBase(request.method().name(), uri(request.url()));
    sent.addHeader("Accept-Encoding", "identity"); // some servers compress unless told not to
    request.headers().forEach((name, values) -> values.forEach(v -> sent.addHeader(name, v)));
    if (request.body() != null) {
      byte[] body = settings.rewrite().apply(request.body()).getBytes(StandardCharsets.UTF_8);
      sent.setEntity(
          body.length <= MAX_AT_ONCE
              ? new ByteArrayEntity(body, null)
              : new InputStreamEntity(new ByteArrayInputStream(body), body.length, null));
    }
    return sent;
  }

  private static URI uri(String url) throws MalformedURLException {
    try {
      return URI.create(url);
    } catch (IllegalArgumentException e) {
      throw new MalformedURLException(e.getMessage());
    }
  }

  private static InputStream content(ClassicHttpResponse response) throws IOException {
    HttpEntity entity = response.getEntity();
    return entity == null ? InputStream.nullInputStream() : entity.getContent();
  }

  private static String error(ClassicHttpResponse response) throws IOException {
    return new String(content(response).readNBytes(MAX_ERROR_BYTES), StandardCharsets.UTF_8);
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

  private static StatusException status(ClassicHttpResponse response, String body) {
    Header retryAfter = response.getFirstHeader("Retry-After");
    return new StatusException(
        response.getCode(), body, retryAfter == null ? null : retryAfter.getValue());
  }

  private static String contentType(ClassicHttpResponse response) {
    Header type = response.getFirstHeader("Content-Type");
    if (type == null || type.getValue() == null) {
      return "";
    }
    int parameters = type.getValue().indexOf(';');
    String name = parameters < 0 ? type.getValue() : type.getValue().substring(0, parameters);
    return name.strip().toLowerCase(Locale.ROOT);
  }

  private static SuccessfulHttpResponse success(
      ClassicHttpResponse response, @Nullable String body) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Header header : response.getHeaders()) {
      headers.computeIfAbsent(header.getName(), name -> new ArrayList<>()).add(header.getValue());
    }
    return SuccessfulHttpResponse.builder()
        .statusCode(response.getCode())
        .headers(headers)
        .body(body)
        .build();
  }
}
