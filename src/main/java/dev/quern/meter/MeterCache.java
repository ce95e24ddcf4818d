package dev.quern.meter;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Meters that count each item or call, each looked up in the registry once. The registry's own
 * look-up builds and filters an id every time; an item makes some ten of them.
 */
public final class MeterCache {

  /** Users choose the names of providers and models freely. */
  private static final int MAX_KNOWN = 10_000;

  private final MeterRegistry registry;
  private final Map<Key, Meter> known = new ConcurrentHashMap<>();

  public MeterCache(MeterRegistry registry) {
    this.registry = registry;
    registry.config().onMeterRemoved(known.values()::remove);
  }

  private record Key(QuernMeter meter, List<String> values) {}

  /** The counter with these values of its tags. */
  public Counter counter(QuernMeter meter, String... values) {
    return (Counter) known(meter, values, () -> meter.counter(registry, values));
  }

  /** The timer with these values of its tags. */
  public Timer timer(QuernMeter meter, String... values) {
    return (Timer) known(meter, values, () -> meter.timer(registry, values));
  }

  /** The summary with these values of its tags. */
  public DistributionSummary summary(QuernMeter meter, String... values) {
    return (DistributionSummary) known(meter, values, () -> meter.summary(registry, values));
  }

  private Meter known(QuernMeter meter, String[] values, Supplier<Meter> lookUp) {
    Key key = new Key(meter, List.of(values));
    Meter found = known.get(key);
    if (found == null) {
      if (known.size() >= MAX_KNOWN) {
        known.clear();
      }
      found = lookUp.get();
      known.put(key, found);
    }
    return found;
  }
}
