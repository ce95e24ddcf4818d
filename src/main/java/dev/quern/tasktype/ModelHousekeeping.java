package dev.quern.tasktype;

import dev.quern.llm.CacheSettings;
import dev.quern.llm.accounting.CallSettings;
import dev.quern.llm.accounting.LostCalls;
import dev.quern.task.queue.HousekeepingJob;
import java.time.Duration;
import org.apache.camel.ProducerTemplate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * When the routes of {@code routes/housekeeping/} look after the models' side. The engine's
 * scheduler starts them and not a timer, so that each runs once in a cluster.
 */
@Configuration(proxyBeanMethods = false)
class ModelHousekeeping {

  private static final Duration EVERY = Duration.ofMinutes(10);

  /** No call takes that long; one that did would still be counted once. */
  private static final Duration LOST_AFTER = Duration.ofDays(1);

  @Bean
  HousekeepingJob callTrimmingJob(ProducerTemplate camel, CallSettings calls) {
    return new HousekeepingJob(
        "trim-model-calls", EVERY, () -> trim(camel, "direct:trim-calls", calls.keep()));
  }

  @Bean
  HousekeepingJob lostCallsJob(LostCalls lost) {
    return new HousekeepingJob("count-lost-calls", EVERY, () -> lost.settleOlderThan(LOST_AFTER));
  }

  @Bean
  HousekeepingJob cacheTrimmingJob(ProducerTemplate camel, CacheSettings cache) {
    return new HousekeepingJob(
        "trim-cached-replies", EVERY, () -> trim(camel, "direct:trim-cache", cache.keep()));
  }

  private static void trim(ProducerTemplate camel, String route, Duration kept) {
    camel.sendBodyAndHeader(route, null, "seconds", kept.toSeconds());
  }
}
