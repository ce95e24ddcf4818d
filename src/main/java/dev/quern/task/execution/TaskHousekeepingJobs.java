package dev.quern.task.execution;

import dev.quern.task.model.TaskSettings;
import dev.quern.task.queue.HousekeepingJob;
import dev.quern.task.queue.RunQueue;
import dev.quern.task.store.ItemRetention;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the engine looks after now and then. */
@Configuration(proxyBeanMethods = false)
class TaskHousekeepingJobs {

  @Bean
  HousekeepingJob ageingJob(RunQueue queue, TaskSettings settings) {
    Duration every = settings.ageing().dividedBy(2);
    return new HousekeepingJob("age-queued-tasks", every, () -> queue.age(settings.ageing()));
  }

  @Bean
  HousekeepingJob trimmingJob(ItemRetention trimming, TaskSettings settings) {
    return new HousekeepingJob(
        "trim-items", Duration.ofMinutes(10), () -> trimming.trim(settings.keepItems()));
  }

  @Bean
  HousekeepingJob forgottenTasksJob(TaskRecovery recovery) {
    return new HousekeepingJob(
        "queue-forgotten-tasks", Duration.ofMinutes(1), recovery::queueForgotten);
  }
}
