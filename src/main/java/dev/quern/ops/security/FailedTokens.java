package dev.quern.ops.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing of tokens: an address may fail ten times, and then once in six seconds. In
 * between, its requests are refused whether the token is right or wrong, so that guessing reveals
 * nothing.
 */
@Component
final class FailedTokens {

  private static final int AT_ONCE = 10;
  private static final Duration ONE_MORE = Duration.ofSeconds(6);
  private static final int REMEMBERED = 10_000;

  private final Clock clock;

  /** The time by address when all its failures have expired. */
  private final Map<String, Instant> forgotten =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > REMEMBERED;
        }
      };

  FailedTokens(Clock clock) {
    this.clock = clock;
  }

  /** The seconds after which an address may try again; 0 for now. */
  synchronized long secondsToWait(String address) {
    Instant until = forgotten.get(address);
    if (until == null) {
      return 0;
    }
    Duration left = Duration.between(clock.instant(), until);
    Duration over = left.minus(ONE_MORE.multipliedBy(AT_ONCE - 1L));
    return over.isNegative() || over.isZero() ? 0 : over.toSeconds() + 1;
  }

  /** Records a wrong token from the address. */
  synchronized void failed(String address) {
    Instant now = clock.instant();
    Instant until = forgotten.getOrDefault(address, now);
    forgotten.put(address, (until.isBefore(now) ? now : until).plus(ONE_MORE));
  }
}
