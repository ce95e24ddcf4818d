package dev.quern.task.execution;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.quern.Node;
import dev.quern.task.queue.HousekeepingJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Runs the {@link HousekeepingJob}s and the user's schedules. It has a scheduler and a table of its
 * own, so that long task runs cannot delay them.
 */
@Component
public class Housekeeping implements SmartLifecycle {

  private static final String TABLE = "housekeeping_tasks";
  private static final int THREADS_OF_OTHERS = 2;

  private final DataSource dataSource;
  private final JdbcClient jdbc;
  private final Node node;
  private final List<HousekeepingJob> jobs;
  private final List<CustomTask<?>> others;
  private volatile boolean started;
  private Scheduler scheduler;

  Housekeeping(
      DataSource dataSource,
      JdbcClient jdbc,
      Node node,
      List<HousekeepingJob> jobs,
      List<CustomTask<?>> others) {
    this.dataSource = dataSource;
    this.jdbc = jdbc;
    this.node = node;
    this.jobs = jobs;
    this.others = others;
  }

  /** False, because Camel starts after the lifecycle beans, once the context has been refreshed. */
  @Override
  public boolean isAutoStartup() {
    return false;
  }

  @Override
  @EventListener(ApplicationReadyEvent.class)
  public void start() {
    jdbc.sql(
            "update "
                + TABLE
                + " set picked = false, picked_by = null, version = version + 1"
                + " where picked and picked_by = :node")
        .param("node", node.name())
        .update();
    List<RecurringTask<Void>> recurring = new ArrayList<>();
    for (HousekeepingJob job : jobs) {
      recurring.add(
          Tasks.recurring(job.name(), FixedDelay.of(job.every()))
              .execute((instance, context) -> job.work().run()));
    }
    scheduler =
        Scheduler.create(dataSource, List.copyOf(others))
            .tableName(TABLE)
            .startTasks(recurring)
            .schedulerName(new SchedulerName.Fixed(node.name()))
            .threads(jobs.size() + THREADS_OF_OTHERS) // so that no job keeps another waiting
            .pollingInterval(Duration.ofSeconds(1))
            .heartbeatInterval(Duration.ofSeconds(5))
            .deleteUnresolvedAfter(Duration.ofDays(3650)) // what only a newer node knows stays
            .shutdownMaxWait(Duration.ofSeconds(2))
            .build();
    scheduler.start();
    started = true;
  }

  @Override
  public void stop() {
    started = false;
    scheduler.stop();
  }

  @Override
  public boolean isRunning() {
    return started;
  }

  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 60; // after Camel, whose routes the jobs use
  }
}
