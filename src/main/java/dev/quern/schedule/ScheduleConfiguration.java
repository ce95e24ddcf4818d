package dev.quern.schedule;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import dev.quern.task.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What db-scheduler does for a schedule: one entry, claimed by one node when its time has come, and
 * taken up by another when that one dies.
 *
 * <p>Not one of its recurring tasks with a persistent schedule: these move on when an execution
 * fails, a dead one is begun again with another time, and so nobody could tell a fire from the
 * next. Here the row of the schedule knows which fire is due, and the entry only wakes somebody up.
 */
@Configuration(proxyBeanMethods = false)
class ScheduleConfiguration {

  static final String NAME = "schedule";
  private static final Duration AFTER_ERROR = Duration.ofSeconds(2);

  @Bean
  ScheduleFiring scheduleFires(
      ScheduleRepository rows, Tasks tasks, TransactionTemplate transaction, Clock clock) {
    return new ScheduleFiring(
        rows,
        schedule -> tasks.create(schedule.projectId(), schedule.task()).id(),
        transaction,
        clock);
  }

  @Bean
  CustomTask<Void> scheduleExecution(ScheduleFiring fires) {
    return com.github.kagkarlsson.scheduler.task.helper.Tasks.custom(NAME, Void.class)
        .onFailure(new FailureHandler.OnFailureRetryLater<>(AFTER_ERROR))
        .execute((instance, context) -> completion(fires.fire(instance.getId())));
  }

  private static CompletionHandler<Void> completion(Optional<Instant> next) {
    return next.<CompletionHandler<Void>>map(
            time -> (complete, operations) -> operations.reschedule(complete, time))
        .orElseGet(CompletionHandler.OnCompleteRemove::new);
  }
}
