package dev.quern.llm;

import dev.quern.llm.limit.Limiter;
import dev.quern.llm.provider.ProviderListener;
import dev.quern.meter.BoundedTags;
import dev.quern.meter.QuernMeter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The gauges of providers on this node, and the end of all their meters with them. */
@Component
class ProviderMeters implements ProviderListener {

  private static final String TAG = "provider";

  private final MeterRegistry registry;
  private final BoundedTags tags;
  private final Set<String> shown = ConcurrentHashMap.newKeySet();

  ProviderMeters(MeterRegistry registry, BoundedTags tags) {
    this.registry = registry;
    this.tags = tags;
  }

  /** Registers the gauges of a provider's limits, unless they are. */
  void show(String key, Limiter limiter) {
    if (shown.add(key)) {
      QuernMeter.LLM_IN_FLIGHT.gauge(registry, limiter, Limiter::inFlight, key);
      QuernMeter.LLM_WAITING.gauge(registry, limiter, Limiter::waiting, key);
      QuernMeter.LLM_CIRCUIT.gauge(registry, limiter, l -> l.isDown() ? 1 : 0, key);
    }
  }

  @Override
  public void deleted(String id) {
    List<Meter> gone =
        registry.getMeters().stream()
            .filter(meter -> meter.getId().getName().startsWith("quern."))
            .filter(meter -> id.equals(meter.getId().getTag(TAG)))
            .toList();
    gone.forEach(registry::remove);
    tags.forget(TAG, id);
    shown.remove(id);
  }
}
