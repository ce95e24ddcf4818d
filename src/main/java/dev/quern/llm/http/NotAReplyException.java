package dev.quern.llm.http;

/**
 * A 200 that is no reply of a model: a web page, another kind of JSON, a stream that is none. The
 * message goes on from "the server", and may quote it.
 */
public final class NotAReplyException extends RuntimeException {

  NotAReplyException(String message) {
    super(message);
  }
}
