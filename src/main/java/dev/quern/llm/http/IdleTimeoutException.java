package dev.quern.llm.http;

/** The next token of a stream did not arrive in time. */
public final class IdleTimeoutException extends TimedOutException {

  IdleTimeoutException(long millis) {
    super("no token for " + millis + " ms");
  }
}
