package dev.quern.llm.http;

import java.io.IOException;

/** A reply, or the next part of it, did not arrive in time. */
public sealed class TimedOutException extends IOException permits IdleTimeoutException {

  TimedOutException(String message) {
    super(message);
  }
}
