package dev.quern.llm.failure;

import dev.quern.llm.provider.Provider;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A provider cannot be called within the time that the request may wait: it is down, has asked for
 * a pause, or its limits are used up. The message says which, for users.
 */
public final class BusyProviderException extends RuntimeException {

  private final @Nullable Duration retryAfter;

  private BusyProviderException(String message, @Nullable Duration retryAfter, Throwable cause) {
    super(message, cause);
    this.retryAfter = retryAfter;
  }

  /**
   * Names what the request waited for.
   *
   * @param reason as the metrics name it, such as {@code pause} or {@code requests}
   * @param untilFree when the next request may go out; null where no time is known
   */
  public static BusyProviderException of(
      Provider provider, String reason, @Nullable Duration untilFree, Throwable cause) {
    String why =
        switch (reason) {
          case "circuit" -> "The model server of " + provider + " is down";
          case "pause" -> "The model server of " + provider + " has asked for a pause";
          default ->
              "The limits of "
                  + provider
                  + " (requests_per_minute, tokens_per_minute, max_concurrency) leave no room";
        };
    String when = untilFree == null ? "" : "; it can be called in " + seconds(untilFree) + " s";
    return new BusyProviderException(
        why + when + ". Nothing was stored: try again then.", untilFree, cause);
  }

  private static long seconds(Duration wait) {
    return Math.max(1, wait.plusMillis(999).toSeconds());
  }

  /** After how many seconds it is worth another try; null where that is not known. */
  public @Nullable Long retryAfterSeconds() {
    return retryAfter == null ? null : seconds(retryAfter);
  }
}
