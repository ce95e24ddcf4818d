package dev.quern.tasktype.datadistillation;

import dev.quern.dataset.entry.RemovedEntries;
import dev.quern.task.queue.HousekeepingJob;
import dev.quern.tasktype.datadistillation.duplicates.DuplicateStaging;
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
