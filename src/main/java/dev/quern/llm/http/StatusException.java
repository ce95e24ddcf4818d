package dev.quern.llm.http;

import dev.langchain4j.exception.HttpException;
import org.jspecify.annotations.Nullable;

/**
 * A status other than 2xx, or an error that came with a 200, with the delay that the server asks
 * for. The message is the body.
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
