package dev.quern.testing;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the server says to one request, and how it says it. Made by {@link Replies} and {@link
 * Faults}, refined by the methods here, each of which returns a new answer.
 *
 * @param delay until the first byte; null for the server's own latency
 * @param gate the answer also waits for this, when there is one
 * @param tokenPause between two tokens of a streamed answer
 */
public record Answer(
    int status,
    Map<String, String> headers,
    Body body,
    @Nullable Duration delay,
    @Nullable CompletableFuture<?> gate,
    Duration tokenPause,
    Delivery delivery) {

  /** What is said. */
  public sealed interface Body permits Completion, Failure, Raw {}

  /** An error in the protocol's form. */
  public record Failure(String message, String code) implements Body {}

  /** Whatever a proxy or a broken server might send. */
  public record Raw(String contentType, String text) implements Body {}

  /** How it is said. */
  public sealed interface Delivery {

    /** As a good server does. */
    record Whole() implements Delivery {}

    /** The connection is closed before a byte was sent, in good order or by a reset. */
    record Drop(boolean reset) implements Delivery {}

    /** The head promises the whole body, so many bytes of it are sent, the connection is closed. */
    record Truncated(int bytes) implements Delivery {}

    /** The head and then a line end now and then, for ever: what a proxy sends to keep alive. */
    record Drip(Duration every) implements Delivery {}

    /** So many tokens of a stream, then silence. */
    record StreamStall(int tokens) implements Delivery {}

    /** So many tokens of a stream, then a reset. */
    record StreamDrop(int tokens) implements Delivery {}
  }

  static Answer of(int status, Body body) {
    return new Answer(status, Map.of(), body, null, null, Duration.ZERO, new Delivery.Whole());
  }

  /** With this wait before the first byte instead of the server's latency. */
  public Answer after(Duration pause) {
    return new Answer(status, headers, body, pause, gate, tokenPause, delivery);
  }

  /** Not before this is completed; holds no thread. */
  public Answer heldUntil(CompletableFuture<?> released) {
    return new Answer(status, headers, body, delay, released, tokenPause, delivery);
  }

  public Answer withHeader(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new Answer(status, Map.copyOf(more), body, delay, gate, tokenPause, delivery);
  }

  /** {@code Retry-After} in seconds. */
  public Answer retryAfter(int seconds) {
    return withHeader("Retry-After", Integer.toString(seconds));
  }

  /** A streamed answer has this pause before each token. */
  public Answer tokenEvery(Duration pause) {
    return new Answer(status, headers, body, delay, gate, pause, delivery);
  }

  public Answer delivered(Delivery how) {
    return new Answer(status, headers, body, delay, gate, tokenPause, how);
  }

  /** The thoughts in {@code reasoning_content}, as DeepSeek and vLLM send them. */
  public Answer withReasoningContent(String thoughts) {
    return completion(said -> said.withReasoning("reasoning_content", thoughts));
  }

  /** The thoughts in {@code reasoning}, as OpenRouter and Ollama send them. */
  public Answer withReasoning(String thoughts) {
    return completion(said -> said.withReasoning("reasoning", thoughts));
  }

  /** {@code stop} unless set: {@code length}, {@code content_filter}, {@code tool_calls}. */
  public Answer finishing(String reason) {
    return completion(said -> said.withFinishReason(reason));
  }

  /** The tokens of {@code usage}, which is estimated unless set. */
  public Answer withUsage(int promptTokens, int completionTokens) {
    return completion(said -> said.withUsage(promptTokens, completionTokens));
  }

  /** Without a {@code usage}, as some servers answer. */
  public Answer withoutUsage() {
    return completion(Completion::withoutUsage);
  }

  private Answer completion(UnaryOperator<Completion> change) {
    if (!(body instanceof Completion said)) {
      throw new IllegalStateException("Only a completion can be refined so, not " + body);
    }
    return new Answer(status, headers, change.apply(said), delay, gate, tokenPause, delivery);
  }
}
