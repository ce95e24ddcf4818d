package dev.quern.llm;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * The step {@code throttle} before every model call. Camel's own throttle was measured wrong for
 * concurrency with calls over 10 s, and it lets a whole period's allowance out at once; the limits
 * also change while tasks run. So it is a bean, with one {@link Limiter} for each provider.
 */
@Component("providerLimits")
public class ProviderLimits {

  private final Map<String, Limiter> limiters = new ConcurrentHashMap<>();

  /** Waits until the provider may be asked; ends at once when the item is interrupted. */
  public <T> Ask<T> acquire(Ask<T> ask) {
    Provider provider = ask.provider();
    try {
      limiter(provider).acquire(provider.maxConcurrency(), provider.requestsPerMinute());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ModelCallException.of(CallClass.STOPPED, "The call was told to stop", e);
    }
    return ask;
  }

  /** The call has ended, one way or the other. */
  public <T> Ask<T> release(Ask<T> ask) {
    limiter(ask.provider()).release();
    return ask;
  }

  void pause(Provider provider, Duration duration) {
    limiter(provider).pause(duration);
  }

  private Limiter limiter(Provider provider) {
    return limiters.computeIfAbsent(provider.key(), key -> new Limiter());
  }
}
