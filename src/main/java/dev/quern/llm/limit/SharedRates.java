package dev.quern.llm.limit;

import dev.quern.DaemonThreads;
import dev.quern.llm.limit.Cluster.UnitKind;
import dev.quern.llm.limit.ProviderShare.RateDemand;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The rates of a cluster: a bucket in PostgreSQL for each, by Bucket4j. A node takes its units
 * ahead, as many as it needs in a second at most, and so asks about once a second. The bucket holds
 * one unit: the rest is a debt, and the time until that is paid back gives each unit of the block a
 * time of its own that no other node has. So the units of all nodes together are spread as evenly
 * as those of one.
 */
@Component
class SharedRates implements DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(SharedRates.class);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private record Rate(String provider, UnitKind kind) {}

  private final ProxyManager<String> buckets;
  private final Map<Rate, Boolean> asking = new ConcurrentHashMap<>();
  private final Map<Rate, Long> lastAsked = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer = DaemonThreads.timer("provider-rates");

  SharedRates(DataSource dataSource) {
    buckets =
        Bucket4jPostgreSQL.selectForUpdateBasedBuilder(dataSource)
            .primaryKeyMapper(PrimaryKeyMapper.STRING)
            .table("llm_bucket")
            .build();
  }

  /** Takes units for this node, and adds them to its share later. */
  void wanted(ProviderShare share, UnitKind kind, int nodes) {
    Rate rate = new Rate(share.key(), kind);
    if (asking.putIfAbsent(rate, true) == null) {
      timer.execute(() -> take(share, rate, nodes));
    }
  }

  private void take(ProviderShare share, Rate rate, int nodes) {
    try {
      RateDemand demand = share.rateDemand(rate.kind());
      if (demand != null) {
        take(share, rate, demand, nodes);
      }
      asking.remove(rate);
    } catch (RuntimeException e) {
      log.warn("No units of {} can be taken, trying again: {}", rate, e.getMessage());
      timer.schedule(() -> take(share, rate, nodes), 1, TimeUnit.SECONDS);
    }
  }

  private void take(ProviderShare share, Rate rate, RateDemand demand, int nodes) {
    long now = System.nanoTime();
    long since = now - lastAsked.getOrDefault(rate, now - MINUTE);
    lastAsked.put(rate, now);
    long aSecond = since > 5 * SECOND ? 0 : demand.taken() * SECOND / Math.max(1, since);
    long wanted = Math.max(demand.waiting() - demand.left(), aSecond);
    long max = Math.max(demand.first(), demand.perMinute() / 60 / nodes);
    long units = Math.max(Math.max(1, demand.first()), Math.min(wanted, max));
    long interval = (MINUTE + demand.perMinute() - 1) / demand.perMinute();
    long wait =
        buckets
            .getProxy(
                rate.provider() + " " + rate.kind() + " " + demand.perMinute(),
                () -> holdsOne(demand))
            .consumeIgnoringRateLimits(units);
    long from = System.nanoTime() + wait - (units - 1) * interval;
    share.grant(rate.kind(), demand.perMinute(), Math.max(now, from), units);
  }

  private static BucketConfiguration holdsOne(RateDemand demand) {
    return BucketConfiguration.builder()
        .addLimit(
            Bandwidth.builder()
                .capacity(1)
                .refillGreedy(demand.perMinute(), Duration.ofMinutes(1))
                .build())
        .build();
  }

  @Override
  public void destroy() {
    timer.shutdownNow();
  }
}
