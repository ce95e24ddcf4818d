package dev.quern.task;

import dev.quern.DaemonTimer;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks four times a second at the rows of the tasks that run here: somebody on any node may have
 * cancelled or paused one, changed its parallelism, or begun it again elsewhere.
 */
@Component
class RunWatch implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(RunWatch.class);
  private static final long EVERY_MS = 250;

  private final RunningTasks running;
  private final RunRepository rows;
  private final ScheduledExecutorService timer = DaemonTimer.named("run-watch");
  private volatile boolean started;

  RunWatch(RunningTasks running, RunRepository rows) {
    this.running = running;
    this.rows = rows;
  }

  @Override
  public void start() {
    started = true;
    timer.scheduleWithFixedDelay(this::lookAndGoOn, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
  }

  private void lookAndGoOn() {
    try {
      look();
    } catch (RuntimeException e) {
      log.warn("The rows of running tasks cannot be read: {}", e.getMessage());
    }
  }

  private void look() {
    List<String> ids = running.all().stream().map(run -> run.task().id()).toList();
    if (ids.isEmpty()) {
      return;
    }
    for (RunRepository.RunState row : rows.states(ids)) {
      Run run = running.get(row.id());
      if (run != null) {
        apply(run, row);
      }
    }
  }

  private static void apply(Run run, RunRepository.RunState row) {
    if (row.epoch() != run.task().epoch() || row.state().isEnd()) {
      run.stop(Run.Stop.SUPERSEDED, null);
    } else if (row.state() == TaskState.CANCELLING) {
      run.stop(Run.Stop.CANCELLED, null);
    } else if (row.state() == TaskState.PAUSED) {
      run.stop(Run.Stop.PAUSED, null);
    } else {
      run.items().limit(row.parallelism());
    }
  }

  @Override
  public void stop() {
    timer.shutdownNow();
    started = false;
  }

  @Override
  public boolean isRunning() {
    return started;
  }
}
