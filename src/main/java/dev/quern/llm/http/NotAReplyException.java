package dev.quern.llm.http;

/**
 * A 200 that is not a reply of a model: a web page, other JSON, or an invalid stream. The message
 * continues the words "the server", and may quote the response.
 */
public final class NotAReplyException extends RuntimeException {

  NotAReplyException(String message) {
    super(message);
  }
}
