package dev.quern.ops.monitoring;

import dev.quern.DaemonThreads;
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
  private final MeterSettings settings;
  private final String statement;
  private final String[] types;
  private final Map<String, MultiGauge> gauges = new HashMap<>();
  private final ScheduledExecutorService timer = DaemonThreads.timer("database-meters");

  DatabaseMeters(JdbcClient jdbc, MeterRegistry registry, MeterSettings settings, TaskTypes types)
      throws IOException {
    this.jdbc = jdbc;
    this.registry = registry;
    this.settings = settings;
    this.types = types.all().stream().map(TaskType::name).toArray(String[]::new);
    this.statement =
        new ClassPathResource("sql/monitor.sql").getContentAsString(StandardCharsets.UTF_8);
  }

  private record Value(String meter, List<String> tags, double value) {}

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    timer.scheduleWithFixedDelay(
        this::lookAndGoOn, 0, settings.every().toMillis(), TimeUnit.MILLISECONDS);
  }

  private void lookAndGoOn() {
    try {
      look();
    } catch (RuntimeException e) {
      log.debug("The meters stay as they were, the database does not answer", e);
    }
  }

  void look() {
    Map<String, List<MultiGauge.Row<?>>> rows = new HashMap<>();
    jdbc.sql(statement)
        .param("types", types)
        .query(
            (row, n) ->
                new Value(
                    row.getString("meter"),
                    List.of((String[]) row.getArray("tags").getArray()),
                    row.getDouble("value")))
        .list()
        .forEach(
            value ->
                rows.computeIfAbsent(value.meter(), name -> new ArrayList<>())
                    .add(
                        MultiGauge.Row.of(
                            meter(value.meter()).tags(value.tags().toArray(String[]::new)),
                            value.value())));
    rows.forEach((name, values) -> gauges(name).register(values, true));
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
