package dev.quern.task.execution;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.quern.Node;
import dev.quern.task.lifecycle.RunLifecycle;
import dev.quern.task.lifecycle.TaskMeters;
import dev.quern.task.model.TaskSettings;
import dev.quern.task.queue.RunQueue;
import dev.quern.task.queue.RunRequest;
import dev.quern.task.run.FaultPoint;
import dev.quern.task.run.Run;
import dev.quern.task.run.RunningTasks;
import dev.quern.task.type.TaskTypes;
import dev.quern.task.watch.TaskLogContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;

/**
 * Hands due tasks to {@code direct:run-task}. db-scheduler claims them, sends heartbeats while they
 * run, and gives the tasks of a dead node to another one. Each task type has a scheduler name of
 * its own, so a node takes only types that it knows.
 *
 * <p>It starts after Camel and stops before it. At shutdown, first no further task begins, then the
 * runs give out no further items, then the items in flight may work on for the grace period, and
 * finally they are interrupted.
 */
@Component
public class RunScheduler implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(RunScheduler.class);

  private static final Duration AFTER_ERROR = Duration.ofSeconds(5);
  private static final Duration AT_ONCE = Duration.ofMillis(1);

  /** How often a node looks whether another has stored what it had in flight of a paused task. */
  private static final Duration AFTER_OTHERS = Duration.ofSeconds(1);

  private final DataSource dataSource;
  private final TaskTypes types;
  private final RunningTasks running;
  private final RunLifecycle runs;
  private final ProducerTemplate camel;
  private final TaskSettings settings;
  private final Duration grace;
  private final Node node;
  private final RunQueue queue;
  private final TaskRecovery recovery;
  private final TaskMeters meters;
  private final PartJoiner joiner;
  private final DeadExecutionHandling dead;
  private volatile boolean started;
  private Scheduler scheduler;

  RunScheduler(
      DataSource dataSource,
      TaskTypes types,
      RunningTasks running,
      RunLifecycle runs,
      ProducerTemplate camel,
      TaskSettings settings,
      ShutdownSettings shutdown,
      Node node,
      RunQueue queue,
      TaskRecovery recovery,
      TaskMeters meters,
      PartJoiner joiner,
      Clock clock) {
    this.dataSource = dataSource;
    this.types = types;
    this.running = running;
    this.runs = runs;
    this.camel = camel;
    this.settings = settings;
    this.grace = shutdown.shutdownGrace();
    this.node = node;
    this.queue = queue;
    this.recovery = recovery;
    this.meters = meters;
    this.joiner = joiner;
    this.dead =
        new DeadExecutionHandling(
            node, recovery, settings, queue, clock, () -> scheduler.getCurrentlyExecuting());
  }

  /** False, because Camel starts after the lifecycle beans, once the context has been refreshed. */
  @Override
  public boolean isAutoStartup() {
    return false;
  }

  @Override
  @EventListener(ApplicationReadyEvent.class)
  public void start() {
    recovery.atStart(node);
    scheduler =
        Scheduler.create(new TransactionAwareDataSourceProxy(dataSource), List.copyOf(executions()))
            .schedulerName(new SchedulerName.Fixed(node.name()))
            .threads(settings.concurrency())
            .pollingInterval(Duration.ofSeconds(1))
            .heartbeatInterval(settings.heartbeat())
            .missedHeartbeatsLimit(4)
            .enablePriority()
            .deleteUnresolvedAfter(Duration.ofDays(3650))
            .shutdownMaxWait(Duration.ofSeconds(5))
            .build();
    scheduler.start();
    queue.onEntry(scheduler::triggerCheckForDueExecutions);
    joiner.start(this::join);
    started = true;
  }

  private List<CustomTask<Void>> executions() {
    return types.all().stream().map(type -> execution(type.name())).toList();
  }

  private CustomTask<Void> execution(String taskType) {
    return Tasks.custom(taskType, Void.class)
        .onFailure(new FailureHandler.OnFailureRetryLater<>(AFTER_ERROR))
        .onDeadExecution(dead)
        .execute(
            (instance, context) -> {
              meters.pickedUp(taskType, context.getExecution().executionTime);
              return run(RunRequest.parse(instance.getId()));
            });
  }

  private CompletionHandler<Void> run(RunRequest request) {
    FaultPoint.AFTER_CLAIM.pass();
    if (running.isEnding()) { // the scheduler goes through what it has read, though it is paused
      return new CompletionHandler.OnCompleteReschedule<>(FixedDelay.of(AT_ONCE));
    }
    if (runs.endsElsewhere(request)) {
      return new CompletionHandler.OnCompleteReschedule<>(FixedDelay.of(AFTER_OTHERS));
    }
    Exchange done;
    try (TaskLogContext task = TaskLogContext.of(request.taskId())) {
      done = camel.send("direct:run-task", exchange -> exchange.getMessage().setBody(request));
    }
    Exception failure = done.getException();
    if (failure != null) {
      throw new IllegalStateException("Task " + request.taskId() + " could not be run", failure);
    }
    Run run = done.getProperty("run", Run.class);
    Duration again = run == null ? null : run.rescheduleDelay();
    if (again != null) {
      return new CompletionHandler.OnCompleteReschedule<>(FixedDelay.of(again));
    }
    return new CompletionHandler.OnCompleteRemove<>();
  }

  private void join(String taskId) {
    Exchange done;
    try (TaskLogContext task = TaskLogContext.of(taskId)) {
      done = camel.send("direct:join-run", exchange -> exchange.getMessage().setBody(taskId));
    }
    if (done.getException() != null) {
      throw new IllegalStateException(
          "Task " + taskId + " could not be joined", done.getException());
    }
  }

  @Override
  public void stop() {
    started = false;
    scheduler.pause();
    joiner.stop();
    running.endAll();
    log.info(
        "The process is told to end: no item is begun, and {} items of {} tasks in flight have {} s",
        running.itemsInFlight(),
        running.count(),
        grace.toSeconds());
    if (!awaitRuns(grace)) {
      log.warn(
          "Items are still in flight after {}; they are interrupted and begun anew later", grace);
      running.all().forEach(Run::abandon);
      awaitRuns(Duration.ofSeconds(5));
    }
    scheduler.stop();
    log.info("No task is at work here any more");
  }

  private boolean awaitRuns(Duration max) {
    long end = System.nanoTime() + max.toNanos();
    while (!scheduler.getCurrentlyExecuting().isEmpty() || !joiner.isIdle()) {
      if (System.nanoTime() > end) {
        return false;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean isRunning() {
    return started;
  }

  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 50; // Camel's is MAX_VALUE - 101
  }
}
