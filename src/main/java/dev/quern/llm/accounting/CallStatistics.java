package dev.quern.llm.accounting;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Statistics of the recent calls to a provider. */
@Component
public class CallStatistics {

  private static final String LATENCIES =
      """
      select count(*) as calls,
             percentile_cont(0.5) within group (order by latency_ms) as p50,
             percentile_cont(0.95) within group (order by latency_ms) as p95,
             percentile_cont(0.99) within group (order by latency_ms) as p99
      from (select latency_ms from llm_call where provider = :provider and class = 'ok'
            and at > now() - interval '24 hours' order by at desc limit 1000) latest
      """;

  private static final String HOURS =
      """
      select date_trunc('hour', at) as hour, count(*) filter (where class = 'ok') as good,
             count(*) filter (where class not in ('ok', 'cached')) as failed
      from llm_call where provider = :provider and at > now() - interval '24 hours'
      group by 1 order by 1
      """;

  private final JdbcClient jdbc;

  CallStatistics(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Latencies in milliseconds of the latest good calls of a day, a thousand at most; null where
   * there were none.
   */
  public record Latencies(
      long calls, @Nullable Double p50, @Nullable Double p95, @Nullable Double p99) {}

  /** The calls of an hour. */
  public record Hour(Instant hour, long good, long failed) {}

  /** The latencies of a provider. */
  public Latencies latencies(String provider) {
    return jdbc.sql(LATENCIES).param("provider", provider).query(Latencies.class).single();
  }

  /** The hours of the last day in which there were calls. */
  public List<Hour> hours(String provider) {
    return jdbc.sql(HOURS)
        .param("provider", provider)
        .query(
            (row, n) ->
                new Hour(
                    row.getObject("hour", OffsetDateTime.class).toInstant(),
                    row.getLong("good"),
                    row.getLong("failed")))
        .list();
  }
}
