package dev.quern.ops;

import dev.quern.llm.CacheSettings;
import dev.quern.llm.accounting.CallSettings;
import dev.quern.llm.accounting.LostCalls;
import dev.quern.notify.NotifySettings;
import dev.quern.ops.database.SearchIndexes;
import dev.quern.task.execution.TaskRecovery;
import dev.quern.task.model.TaskSettings;
import dev.quern.task.queue.HousekeepingJob;
import dev.quern.tasktype.datadistillation.DistillationSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The list of recurring jobs. The engine's scheduler starts them instead of Camel timers, so that
 * each runs once in a cluster; {@code routes/housekeeping/} has what they do.
 *
 * <p>Results of runs are not stored by {@code jdbc:} steps: {@code ResultStore} checks the epoch
 * and writes ledger, results and counts in one transaction, because a superseded run must store
 * nothing. Housekeeping needs no such fence, so its statements are steps of routes.
 */
@Configuration(proxyBeanMethods = false)
class HousekeepingJobs {

  private static final Duration OFTEN = Duration.ofSeconds(30);
  private static final Duration NOW_AND_THEN = Duration.ofMinutes(10);
  private static final Duration HOURLY = Duration.ofHours(1);

  /** Longer than any call; a call that took longer would still be counted only once. */
  private static final Duration LOST_AFTER = Duration.ofDays(1);

  private final ProducerTemplate camel;

  HousekeepingJobs(ProducerTemplate camel) {
    this.camel = camel;
  }

  @Bean
  List<HousekeepingJob> jobsOfHousekeeping(
      TaskSettings tasks,
      TaskRecovery recovery,
      CallSettings calls,
      LostCalls lostCalls,
      CacheSettings cache,
      NotifySettings notifications,
      DistillationSettings distillation,
      SearchIndexes searches) {
    return List.of(
        job("age-queued-tasks", tasks.ageing().dividedBy(2), tasks.ageing()),
        job("trim-items", NOW_AND_THEN, tasks.keepItems()),
        job("trim-calls", NOW_AND_THEN, calls.keep()),
        job("trim-cache", NOW_AND_THEN, cache.keep()),
        job("trim-notifications", HOURLY, notifications.keep()),
        job("purge-removed-entries", HOURLY, distillation.keepRemoved()),
        job("forget-staged-duplicates", HOURLY, Duration.ZERO),
        job("forget-staged-chunks", HOURLY, Duration.ZERO),
        new HousekeepingJob(
            "count-lost-calls", NOW_AND_THEN, () -> lostCalls.settleOlderThan(LOST_AFTER)),
        new HousekeepingJob("make-search-indexes", NOW_AND_THEN, searches::makeMissing),
        // Writes the datasets that a crash between a task's end and its file left unwritten.
        job("finish-pipelines", OFTEN, Duration.ZERO),
        new HousekeepingJob(
            "queue-forgotten-tasks", Duration.ofMinutes(1), recovery::queueForgotten));
  }

  /** Sends to the route of that name, with {@code seconds} as a header. */
  private HousekeepingJob job(String route, Duration every, Duration time) {
    double seconds = time.toMillis() / 1000.0;
    return new HousekeepingJob(
        route,
        every,
        () -> camel.sendBodyAndHeaders("direct:" + route, null, Map.of("seconds", seconds)));
  }
}
