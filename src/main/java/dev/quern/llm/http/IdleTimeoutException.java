package dev.quern.llm.http;

import java.net.http.HttpTimeoutException;

/** A stream whose next token did not come in time. */
public final class IdleTimeoutException extends HttpTimeoutException {

  IdleTimeoutException(long millis) {
    super("no token for " + millis + " ms");
  }
}
