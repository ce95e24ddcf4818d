package dev.quern.llm.http;

import dev.langchain4j.exception.HttpException;
import org.jspecify.annotations.Nullable;

/**
 * A status that is not 2xx, or an error that came with a 200, and the time that the server asks to
 * be left alone. The message is the body.
 */
public final class StatusException extends HttpException {

  private final @Nullable String retryAfter;

  StatusException(int status, String body, @Nullable String retryAfter) {
    super(status, body);
    this.retryAfter = retryAfter;
  }

  /** The header Retry-After as it came. */
  public @Nullable String retryAfter() {
    return retryAfter;
  }
}
