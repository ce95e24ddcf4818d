package dev.quern.llm.http;

import java.net.http.HttpTimeoutException;

/** The next token of a stream did not arrive in time. */
public final class IdleTimeoutException extends HttpTimeoutException {

  IdleTimeoutException(long millis) {
    super("no token for " + millis + " ms");
  }
}
