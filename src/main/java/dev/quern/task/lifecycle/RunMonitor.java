package dev.quern.task.lifecycle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.DaemonThreads;
import dev.quern.task.model.TaskSettings;
import dev.quern.task.model.TaskState;
import dev.quern.task.run.Run;
import dev.quern.task.run.RunActivity;
import dev.quern.task.run.RunDetail;
import dev.quern.task.run.RunningTasks;
import dev.quern.task.run.StopReason;
import dev.quern.task.store.RunPart;
import dev.quern.task.store.RunRepository;
import dev.quern.task.watch.TaskEvents;
import dev.quern.task.watch.TaskLogContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Checks the rows of the tasks that run on this node four times a second. It acts when a task was
 * cancelled, paused, restarted or given another parallelism on any node, when its time is over,
 * when its provider has been down for long, and when no item has been stored for long.
 */
@Component
class RunMonitor implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(RunMonitor.class);
  private static final long EVERY_MS = 250;

  /** How long a run whose provider is still down keeps its place before it yields again. */
  private static final long MIN_TURN_MS = 5000;

  private final RunningTasks running;
  private final RunRepository rows;
  private final SharedRuns shared;
  private final TaskEvents events;
  private final TaskSettings settings;
  private final Clock clock;
  private final ScheduledExecutorService timer = DaemonThreads.timer("run-watch");
  private long lastBeat = System.nanoTime();
  private volatile boolean started;

  RunMonitor(
      RunningTasks running,
      RunRepository rows,
      SharedRuns shared,
      TaskEvents events,
      TaskSettings settings,
      Clock clock) {
    this.running = running;
    this.rows = rows;
    this.shared = shared;
    this.events = events;
    this.settings = settings;
    this.clock = clock;
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

  void look() {
    List<String> ids = running.all().stream().map(run -> run.task().id()).toList();
    boolean beats = System.nanoTime() - lastBeat >= settings.heartbeat().toNanos();
    if (beats) {
      running.all().forEach(shared::beat);
      lastBeat = System.nanoTime();
    }
    if (ids.isEmpty()) {
      return;
    }
    Map<String, RunRepository.RunState> states =
        rows.states(ids).stream()
            .collect(Collectors.toMap(RunRepository.RunState::id, Function.identity()));
    for (String id : ids) {
      Run run = running.get(id);
      if (run != null) {
        applyAndGoOn(run, states.get(id), beats);
      }
    }
  }

  private void applyAndGoOn(Run run, RunRepository.@Nullable RunState row, boolean beats) {
    try (TaskLogContext task = TaskLogContext.of(run.task().id())) {
      if (row == null) { // deleted, mostly before this look saw that it was cancelled
        run.stop(StopReason.CANCELLED, null);
      } else {
        apply(run, row, beats);
      }
    } catch (RuntimeException e) {
      log.warn("The {} cannot be looked after, trying again: {}", run, e.getMessage());
    }
  }

  private void apply(Run run, RunRepository.RunState row, boolean beats) {
    if (row.epoch() < run.part()) {
      return; // it has begun since the row was read
    }
    List<RunPart> parts = shared.of(run);
    if (row.state() == TaskState.INTERRUPTED) {
      run.stop(StopReason.CANCELLED, null);
    } else if (row.state().isEnd()
        || parts.stream().noneMatch(part -> part.number() == run.part())) {
      run.stop(StopReason.SUPERSEDED, null);
    } else if (row.state() == TaskState.CANCELLING) {
      run.stop(StopReason.CANCELLED, null);
    } else if (row.state() == TaskState.PAUSED
        || row.state() == TaskState.QUEUED
        || row.state() == TaskState.WAITING) { // paused, and resumed before this look
      run.stop(StopReason.PAUSED, null);
    } else if (row.overdue()) {
      run.stop(StopReason.DEADLINE_EXCEEDED, RunLifecycle.overdue(run.task()));
    } else {
      shared.look(run, parts, row.parallelism(), beats);
      lookAtProgress(run, beats);
    }
  }

  private void lookAtProgress(Run run, boolean beats) {
    RunActivity.Waiting waiting = run.activity().waiting();
    if (run.stopped() == null
        && waiting != null
        && waiting.reason() != null
        && waiting.nextTry().isAfter(clock.instant())
        && run.activity().callsInFlight() == 0
        && run.activity().throughput().idleMillis() > MIN_TURN_MS
        && Duration.between(waiting.since(), clock.instant()).compareTo(settings.yieldAfter())
            > 0) {
      run.stop(StopReason.YIELDED, null);
      return;
    }
    if (!run.leads()) {
      return; // the one that leads says what holds for all
    }
    ObjectNode detail = RunDetail.of(run, settings.stallAfter());
    String situation =
        detail.path("phase") + "/" + detail.path("waiting_for") + "/" + detail.path("stalled");
    // Each commit tells the rate; when none comes, it falls from beat to beat.
    boolean idle = run.activity().throughput().idleMillis() > settings.heartbeat().toMillis();
    if (run.activity().markReported(situation)
        | (beats && idle && run.activity().markRate(detail.path("rate").asDouble()))) {
      rows.updateDetail(run.task().id(), run.part(), detail);
      events.changed(run.task().id());
    }
  }

  @Override
  public void stop() {
    timer.shutdownNow();
    started = false;
  }

  /** It stops after the runs: until then others must see that their parts live. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 55; // RunScheduler's is MAX_VALUE - 50, Camel's MAX_VALUE - 101
  }

  @Override
  public boolean isRunning() {
    return started;
  }
}
