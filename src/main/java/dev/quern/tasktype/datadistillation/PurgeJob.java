package dev.quern.tasktype.datadistillation;

import dev.quern.dataset.RemovedEntries;
import dev.quern.task.HousekeepingJob;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Deletes for good what was removed long ago, and what broken searches left staged. */
@Configuration(proxyBeanMethods = false)
class PurgeJob {

  @Bean
  HousekeepingJob purgeRemovedEntries(
      RemovedEntries removed, DuplicateStaging staging, DistillationSettings settings) {
    return new HousekeepingJob(
        "purge-removed-entries",
        Duration.ofHours(1),
        () -> {
          removed.purge(settings.keepRemoved());
          staging.clearEnded();
        });
  }
}
