package dev.quern.ops.monitoring;

import dev.quern.DaemonThreads;
import dev.quern.llm.provider.Providers;
import dev.quern.meter.QuernMeter;
import dev.quern.task.type.TaskType;
import dev.quern.task.type.TaskTypes;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The metrics of all nodes together, read from the database periodically with the statement {@code
 * sql/monitor.sql}; a scrape makes no query. While the database is unreachable they keep their
 * values, and health is DOWN.
 */
@Component
class DatabaseMeters implements DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(DatabaseMeters.class);

  private final JdbcClient jdbc;
  private final MeterRegistry registry;
  private final Providers providers;
  private final MeterSettings settings;
  private final String statement;
  private final String[] types;
  private final Map<String, MultiGauge> gauges = new HashMap<>();
  private final Map<Series, Series> series = new HashMap<>();
  private final ScheduledExecutorService timer = DaemonThreads.timer("database-meters");

  DatabaseMeters(
      JdbcClient jdbc,
      MeterRegistry registry,
      Providers providers,
      MeterSettings settings,
      TaskTypes types)
      throws IOException {
    this.jdbc = jdbc;
    this.registry = registry;
    this.providers = providers;
    this.settings = settings;
    this.types = types.all().stream().map(TaskType::name).toArray(String[]::new);
    this.statement =
        new ClassPathResource("sql/monitor.sql").getContentAsString(StandardCharsets.UTF_8);
  }

  /**
   * One series, told apart by its meter and tags. It stays the same object while its value changes:
   * a gauge that is removed and registered again is missing from a scrape at that moment.
   */
  private static final class Series {
    private final String meter;
    private final List<String> tags;
    private volatile double value;

    Series(String meter, List<String> tags, double value) {
      this.meter = meter;
      this.tags = tags;
      this.value = value;
    }

    MultiGauge.Row<?> row() {
      return MultiGauge.Row.of(meter(meter).tags(tags.toArray(String[]::new)), this, s -> s.value);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Series s && meter.equals(s.meter) && tags.equals(s.tags);
    }

    @Override
    public int hashCode() {
      return Objects.hash(meter, tags);
    }
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    timer.scheduleWithFixedDelay(
        this::lookAndGoOn, 0, settings.every().toMillis(), TimeUnit.MILLISECONDS);
  }

  private void lookAndGoOn() {
    try {
      look();
      providers.noticeDeleted(); // their meters end
    } catch (RuntimeException e) {
      log.debug("The meters stay as they were, the database does not answer", e);
    }
  }

  void look() {
    List<Series> found =
        jdbc.sql(statement)
            .param("types", types)
            .query(
                (row, n) ->
                    new Series(
                        row.getString("meter"),
                        List.of((String[]) row.getArray("tags").getArray()),
                        row.getDouble("value")))
            .list();
    Map<String, List<MultiGauge.Row<?>>> rows = new HashMap<>();
    for (Series now : found) {
      Series kept = series.computeIfAbsent(now, s -> s);
      kept.value = now.value;
      rows.computeIfAbsent(kept.meter, name -> new ArrayList<>()).add(kept.row());
    }
    series.keySet().retainAll(Set.copyOf(found));
    rows.keySet().forEach(this::gauges);
    gauges.forEach((name, gauge) -> gauge.register(rows.getOrDefault(name, List.of())));
  }

  private MultiGauge gauges(String name) {
    return gauges.computeIfAbsent(name, n -> meter(n).gauges(registry));
  }

  private static QuernMeter meter(String name) {
    return QuernMeter.named(name);
  }

  @Override
  public void destroy() {
    timer.shutdownNow();
  }
}
