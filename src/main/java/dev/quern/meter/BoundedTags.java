package dev.quern.meter;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Limits the number of time series: a tag that users can choose freely, such as the provider of a
 * task, has at most a hundred values; the rest are {@code other}.
 */
@Component
public class BoundedTags implements MeterFilter {

  static final int MAX_VALUES = 100;
  static final String OTHER = "other";

  private static final Set<String> FREE = Set.of("provider", "model", "node", "format", "class");

  private final Map<String, Set<String>> seen = new ConcurrentHashMap<>();

  @Override
  public Meter.Id map(Meter.Id id) {
    if (!id.getName().startsWith("quern.")) {
      return id;
    }
    List<Tag> tags = id.getTags();
    for (Tag tag : tags) {
      if (FREE.contains(tag.getKey()) && !isKnown(tag)) {
        return id.replaceTags(tags.stream().map(this::bounded).toList());
      }
    }
    return id;
  }

  /** Makes room for another value: no meter has this one any more. */
  public void forget(String tag, String value) {
    Set<String> values = seen.get(tag);
    if (values != null) {
      values.remove(value);
    }
  }

  private Tag bounded(Tag tag) {
    return FREE.contains(tag.getKey()) && !isKnown(tag) ? Tag.of(tag.getKey(), OTHER) : tag;
  }

  private boolean isKnown(Tag tag) {
    Set<String> values = seen.computeIfAbsent(tag.getKey(), key -> ConcurrentHashMap.newKeySet());
    if (values.contains(tag.getValue())) {
      return true;
    }
    synchronized (values) {
      return values.size() < MAX_VALUES && values.add(tag.getValue());
    }
  }
}
