package dev.quern.testing;

import dev.quern.testing.Answer.Delivery;
import dev.quern.testing.Answer.Failure;
import dev.quern.testing.Answer.Raw;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** What model servers do when all is not well. */
public final class Faults {

  private Faults() {}

  /** 429 without a hint; {@link Answer#retryAfter} adds one. */
  public static Answer rateLimited() {
    return status(429, "Rate limit reached for requests", "rate_limit_exceeded");
  }

  /** 503 without a hint; {@link Answer#retryAfter} adds one. */
  public static Answer overloaded() {
    return status(503, "The engine is currently overloaded", "overloaded");
  }

  /** 500. */
  public static Answer broken() {
    return status(500, "The server had an error while processing your request", "server_error");
  }

  /** 401. */
  public static Answer keyRefused() {
    return status(401, "Incorrect API key provided", "invalid_api_key");
  }

  /** 400. */
  public static Answer badRequest() {
    return status(400, "This model's maximum context length is 8192 tokens", "bad_request");
  }

  /** Any other status, with an error in the protocol's form. */
  public static Answer status(int status, String message, String code) {
    return Answer.of(status, new Failure(message, code));
  }

  /** 200 and an HTML page, as a captive portal or a login page answers. */
  public static Answer htmlPage() {
    return raw(200, "text/html; charset=utf-8", "<!DOCTYPE html><title>Sign in</title>");
  }

  /** Anything at all. */
  public static Answer raw(int status, String contentType, String text) {
    return Answer.of(status, new Raw(contentType, text));
  }

  /** 200 and a completion without a choice. */
  public static Answer noChoices() {
    return raw(200, "application/json", "{\"object\": \"chat.completion\", \"choices\": []}");
  }

  /** The connection is closed in good order before a byte was sent. */
  public static Answer closed() {
    return Replies.empty().delivered(new Delivery.Drop(false));
  }

  /** The connection is reset before a byte was sent. */
  public static Answer reset() {
    return Replies.empty().delivered(new Delivery.Drop(true));
  }

  /** A good completion whose connection is closed after so many bytes of the body. */
  public static Answer truncated(int bytes) {
    return Replies.text("This sentence is never heard to its end.")
        .delivered(new Delivery.Truncated(bytes));
  }

  /**
   * Bytes that keep the connection alive and never become an answer. The time-out of the JDK's
   * client ends with the head of a response: only a limit on the whole call ends this.
   */
  public static Answer drip(Duration every) {
    return Replies.empty().delivered(new Delivery.Drip(every));
  }

  /** A stream of this text that falls silent after so many tokens, the connection still open. */
  public static Answer stall(String text, int tokens) {
    return Replies.text(text).delivered(new Delivery.StreamStall(tokens));
  }

  /** A stream of this text whose connection is reset after so many tokens. */
  public static Answer cut(String text, int tokens) {
    return Replies.text(text).delivered(new Delivery.StreamDrop(tokens));
  }

  /** No answer, ever, and no closed connection either. */
  public static Answer silence() {
    return Replies.empty().heldUntil(new CompletableFuture<>());
  }
}
