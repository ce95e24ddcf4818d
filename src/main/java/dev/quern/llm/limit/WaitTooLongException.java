package dev.quern.llm.limit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A request must wait longer for its provider's limits than it may. */
public final class WaitTooLongException extends RuntimeException {

  private final String reason;
  private final @Nullable Duration untilFree;

  WaitTooLongException(String reason, long untilFreeNanos) {
    super("must wait for " + reason);
    this.reason = reason;
    this.untilFree = untilFreeNanos == Admission.NEVER ? null : Duration.ofNanos(untilFreeNanos);
  }

  /** What it waits for, as the metrics name it, such as {@code pause} or {@code requests}. */
  public String reason() {
    return reason;
  }

  /** When the next request may go out; null where no time is known. */
  public @Nullable Duration untilFree() {
    return untilFree;
  }
}
