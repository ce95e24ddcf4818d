package dev.quern.task;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the engine looks after now and then. */
@Configuration(proxyBeanMethods = false)
class TaskHousekeeping {

  @Bean
  HousekeepingJob ageingJob(RunQueue queue, TaskSettings settings) {
    Duration every = settings.ageing().dividedBy(2);
    return new HousekeepingJob("age-queued-tasks", every, () -> queue.age(settings.ageing()));
  }

  @Bean
  HousekeepingJob trimmingJob(Trimming trimming, TaskSettings settings) {
    return new HousekeepingJob(
        "trim-items", Duration.ofMinutes(10), () -> trimming.trim(settings.keepItems()));
  }

  @Bean
  HousekeepingJob forgottenTasksJob(Recovery recovery) {
    return new HousekeepingJob(
        "queue-forgotten-tasks", Duration.ofMinutes(1), recovery::queueForgotten);
  }
}
