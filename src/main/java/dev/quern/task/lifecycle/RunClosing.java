package dev.quern.task.lifecycle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.Usage;
import dev.quern.task.budget.CrashedCalls;
import dev.quern.task.model.Task;
import dev.quern.task.model.TaskSettings;
import dev.quern.task.model.TaskState;
import dev.quern.task.run.Run;
import dev.quern.task.run.RunActivity;
import dev.quern.task.run.RunDetail;
import dev.quern.task.run.StopReason;
import dev.quern.task.store.BudgetRepository;
import dev.quern.task.store.ItemClaims;
import dev.quern.task.store.ItemRepository;
import dev.quern.task.store.PartRepository;
import dev.quern.task.store.RunPart;
import dev.quern.task.store.RunRepository;
import dev.quern.task.store.TaskRepository;
import dev.quern.task.type.TaskTypes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Ends a run, or a part of one, in the database. Each method runs in a transaction that locks the
 * task.
 */
@Component
class RunClosing {

  private static final Logger log = LoggerFactory.getLogger(RunClosing.class);

  /** Limits of the delay after which a task that gave up its place is queued again. */
  private static final Duration SOONEST = Duration.ofSeconds(5);

  private static final Duration LATEST = Duration.ofMinutes(1);

  private final TaskRepository tasks;
  private final RunRepository rows;
  private final ItemRepository items;
  private final ItemClaims claims;
  private final PartRepository parts;
  private final BudgetRepository budgets;
  private final CrashedCalls crashed;
  private final TaskTypes types;
  private final TaskCompletion completion;
  private final TaskSettings settings;
  private final Clock clock;

  RunClosing(
      TaskRepository tasks,
      RunRepository rows,
      ItemRepository items,
      ItemClaims claims,
      PartRepository parts,
      BudgetRepository budgets,
      CrashedCalls crashed,
      TaskTypes types,
      TaskCompletion completion,
      TaskSettings settings,
      Clock clock) {
    this.tasks = tasks;
    this.rows = rows;
    this.items = items;
    this.claims = claims;
    this.parts = parts;
    this.budgets = budgets;
    this.crashed = crashed;
    this.types = types;
    this.completion = completion;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Ends a part that does not lead. The run continues, unless this part found that no item can
   * succeed.
   */
  void leave(Run run, @Nullable Throwable failure, Usage usage) {
    Task task = tasks.lock(run.task().id()).orElse(null);
    if (task == null || countIfCancelled(run, task, usage) || !remove(run)) {
      return;
    }
    rows.count(task.id(), 0, 0, usage, JsonNodeFactory.instance.objectNode());
    StopReason stopped = run.stopped();
    if (stopped == StopReason.FATAL || stopped == StopReason.BUDGET_EXCEEDED) {
      parts.stopAll(task.id(), stopped.name(), run.stopReason());
    } else if (failure != null) {
      log.error("This node's part of task {} ended by an error of Quern", task.id(), failure);
      parts.stopAll(task.id(), StopReason.FATAL.name(), error(failure));
    }
  }

  /**
   * Whether the task has ended. A task that is cancelled while it is paused ends at once, and the
   * calls that were still in flight are counted when they have been interrupted; another node has
   * counted them where it took this run for dead.
   */
  private boolean countIfCancelled(Run run, Task task, Usage usage) {
    boolean crashed = task.attempts().crashes() > run.task().attempts().crashes();
    if (task.state().isEnd() && run.stopped() == StopReason.CANCELLED && !crashed) {
      rows.count(task.id(), 0, 0, usage, JsonNodeFactory.instance.objectNode());
    }
    return task.state().isEnd();
  }

  private boolean remove(Run run) {
    boolean removed = parts.remove(run.task().id(), run.part());
    if (removed && run.items().isClaiming()) {
      claims.giveBack(run.task().id(), run.part());
    }
    return removed;
  }

  /**
   * Ends the leading part and with it the run, unless other parts continue and one of them takes
   * the lead.
   */
  void finish(Run run, @Nullable Throwable failure, ObjectNode report, Usage usage) {
    Task task = tasks.lock(run.task().id()).orElse(null);
    if (task == null || countIfCancelled(run, task, usage)) {
      return;
    }
    if (!remove(run)) {
      leadAgain(run, task);
      return;
    }
    String remark = types.get(task.taskType()).remark(report);
    report.setAll(run.stopped() == StopReason.YIELDED ? RunDetail.yielded(run) : RunDetail.ended());
    rows.count(task.id(), 0, 0, usage, report);
    countLost(task);
    if (task.state() == TaskState.CANCELLING) {
      completion.end(task, TaskState.INTERRUPTED, "Cancelled.");
    } else if (task.state() == TaskState.RUNNING) {
      endRunning(run, task, failure, remark);
    }
  }

  /** Counts the calls of parts that died while others went on, once none of them is alive. */
  private void countLost(Task task) {
    List<RunPart> others = parts.of(task.id(), settings.heartbeat());
    if (others.stream().allMatch(RunPart::silent)
        && (budgets.forgetLost(task.id()) || !others.isEmpty())) {
      crashed.count(task);
    }
  }

  /**
   * Handles a part that others took for dead. If it still owns its entry in the scheduler, the run
   * continues.
   */
  private void leadAgain(Run run, Task task) {
    if (task.generation() == run.task().generation() && task.state() != TaskState.PAUSED) {
      run.rescheduleAfter(Duration.ofMillis(1));
    }
  }

  private void endRunning(
      Run run, Task task, @Nullable Throwable failure, @Nullable String remark) {
    StopReason stopped = run.stopped();
    boolean pending = items.anyPending(task.id());
    if (!pending && failure == null) {
      completion.endByItems(task, remark);
    } else if (stopped == StopReason.SHUTDOWN && othersWork(run)) {
      run.rescheduleAfter(Duration.ofMillis(1)); // who takes it leads on
    } else if (stopped == StopReason.SHUTDOWN || stopped == StopReason.YIELDED) {
      tasks.move(task.id(), TaskState.QUEUED, null);
      run.rescheduleAfter(stopped == StopReason.SHUTDOWN ? Duration.ofMillis(1) : afterYield(run));
    } else if (stopped == StopReason.FATAL) {
      completion.fail(task, String.valueOf(run.stopReason()));
    } else if (stopped == StopReason.BUDGET_EXCEEDED || stopped == StopReason.DEADLINE_EXCEEDED) {
      completion.end(task, TaskState.INTERRUPTED, run.stopReason());
    } else if (failure != null) {
      log.error("Task {} ended by an error of Quern", task.id(), failure);
      completion.fail(task, error(failure));
    } else {
      completion.fail(task, "The run ended before its items did; this is a bug.");
    }
  }

  static String error(Throwable failure) {
    return "An error of Quern ended the task: " + failure;
  }

  /** Whether another part of the run still sends heartbeats. */
  boolean othersWork(Run run) {
    return parts.of(run.task().id(), settings.heartbeat()).stream()
        .anyMatch(part -> part.number() != run.part() && !part.silent());
  }

  private Duration afterYield(Run run) {
    RunActivity.Waiting waiting = run.activity().waiting();
    Instant nextTry = waiting == null ? Instant.EPOCH : waiting.nextTry();
    Duration wait = Duration.between(clock.instant(), nextTry);
    wait = wait.compareTo(SOONEST) < 0 ? SOONEST : wait.compareTo(LATEST) > 0 ? LATEST : wait;
    log.info(
        "Task {} gives its place to others while it waits for {}; it asks for one again in {} s",
        run.task().id(),
        waiting == null ? "its provider" : waiting.reason(),
        wait.toSeconds());
    return wait;
  }
}
