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
import java.util.Set;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.jspecify.annotations.Nullable;

/**
 * LangChain4j's HTTP over Apache's blocking client. LangChain4j's own clients drop the header
 * Retry-After, and their timeout ends with the first line of the response, so a reply that arrives
 * very slowly would hold its item for ever. Here the timeout covers the whole reply, streamed or
 * not, and an interrupt closes the connection at once. A reply is read on the caller's thread.
 */
final class ModelHttp implements HttpClient {

  /** Java 17 copies what is written at once to memory outside of the heap, for good. */
  private static final int MAX_AT_ONCE = 64 * 1024;

  /** Types of a body that is no stream, but an error or a whole reply; mostly. */
  private static final Set<String> JSON = Set.of("application/json", "application/problem+json");

  private static final int MAX_WHOLE_BYTES = 20_000_000;

  private final HttpSettings settings;

  ModelHttp(HttpSettings settings) {
    this.settings = settings;
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    return Deadline.within(settings.timeoutMillis(), () -> exchange(request, this::whole));
  }

  private SuccessfulHttpResponse whole(ModelResponse response) throws IOException {
    String body = response.whole();
    if (!response.isSuccess()) {
      throw response.status(body);
    }
    return response.success(settings.shape().whole(body, response.type()));
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
          if (!response.isSuccess()) {
            throw response.status(response.beginning());
          }
          listen(response, parser, listener);
          return null;
        });
  }

  private void listen(
      ModelResponse response, ServerSentEventParser parser, ServerSentEventListener listener)
      throws IOException, InterruptedException {
    String type = response.type();
    if (type.startsWith("text/html")) {
      throw ReplyEnvelope.notAsAsked(type, response.beginning());
    }
    listener.onOpen(response.success(null));
    InputStream body = response.content();
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
    T of(ModelResponse response) throws IOException, InterruptedException;
  }

  /** Sends a request and reads its response. The connection is closed if that was not all of it. */
  private <T> T exchange(HttpRequest request, Reading<T> reading)
      throws IOException, InterruptedException {
    HttpUriRequestBase sent = sent(request);
    try (ClassicHttpResponse response = ModelConnections.send(sent)) {
      try {
        return reading.of(new ModelResponse(request, response));
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
}
