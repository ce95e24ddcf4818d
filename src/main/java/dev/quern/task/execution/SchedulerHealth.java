package dev.quern.task.execution;

import dev.quern.task.run.RunningTasks;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** UP while this node takes due tasks. */
@Component
class SchedulerHealth implements HealthIndicator {

  private final RunScheduler scheduler;
  private final RunningTasks running;

  SchedulerHealth(RunScheduler scheduler, RunningTasks running) {
    this.scheduler = scheduler;
    this.running = running;
  }

  @Override
  public Health health() {
    return (scheduler.isRunning() ? Health.up() : Health.down())
        .withDetail("running_tasks", running.count())
        .build();
  }
}
