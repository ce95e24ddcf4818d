package dev.quern.testing;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits until something has come true, looking at it again every few milliseconds. The deadline (60
 * s unless set) is there to end a test that is broken, not to measure: a test that passes does not
 * wait for it. When it is over, the failure shows the value that was seen last.
 */
public final class Await {

  private static final Await GENEROUS = new Await(Duration.ofSeconds(60));
  private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long MAX_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

  private final Duration deadline;

  private Await(Duration deadline) {
    this.deadline = deadline;
  }

  /** With another deadline than 60 s, for what is known to take longer. */
  public static Await atMost(Duration deadline) {
    return new Await(deadline);
  }

  /**
   * Waits until the condition holds.
   *
   * @param what the awaited state in words, for the failure: "the task is completed"
   */
  public static void until(String what, BooleanSupplier condition) {
    GENEROUS.holds(what, condition);
  }

  /** Waits until the value is accepted, and returns it. */
  public static <T extends @Nullable Object> T until(
      String what, Supplier<? extends T> value, Predicate<? super T> accepted) {
    return GENEROUS.sees(what, value, accepted);
  }

  /** {@link #until(String, BooleanSupplier)} with this deadline. */
  public void holds(String what, BooleanSupplier condition) {
    sees(what, condition::getAsBoolean, held -> held);
  }

  /**
   * {@link #until(String, Supplier, Predicate)} with this deadline. An exception or a failed
   * assertion of the supplier or the predicate counts as "not yet", and is the cause of the failure
   * if it was the last thing seen.
   */
  public <T extends @Nullable Object> T sees(
      String what, Supplier<? extends T> value, Predicate<? super T> accepted) {
    long end = System.nanoTime() + deadline.toNanos();
    long pause = FIRST_PAUSE;
    while (true) {
      String last = "none";
      Throwable cause = null;
      try {
        T seen = value.get();
        last = Objects.toString(seen);
        if (accepted.test(seen)) {
          return seen;
        }
      } catch (RuntimeException | AssertionError e) {
        cause = e;
      }
      if (System.nanoTime() - end >= 0) {
        throw failure("Waited " + deadline.toMillis() + " ms until " + what, last, cause);
      }
      LockSupport.parkNanos(pause);
      if (Thread.interrupted()) {
        throw failure("Interrupted while waiting until " + what, last, cause);
      }
      pause = Math.min(pause * 2, MAX_PAUSE);
    }
  }

  private static AssertionError failure(String what, String last, @Nullable Throwable cause) {
    return new AssertionError(
        what + "; last value: " + last + (cause == null ? "" : "; last error: " + cause), cause);
  }
}
