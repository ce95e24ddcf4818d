package dev.quern.task.execution;

import dev.quern.Node;
import dev.quern.task.budget.CrashedCalls;
import dev.quern.task.budget.SharedBudget;
import dev.quern.task.lifecycle.TaskCompletion;
import dev.quern.task.model.Task;
import dev.quern.task.model.TaskSettings;
import dev.quern.task.model.TaskState;
import dev.quern.task.queue.RunQueue;
import dev.quern.task.queue.RunRequest;
import dev.quern.task.store.ItemClaims;
import dev.quern.task.store.PartRepository;
import dev.quern.task.store.TaskRepository;
import dev.quern.task.store.UnqueuedTasks;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Recovers, at the start of a node, the tasks that were running when its previous process died. */
@Component
public class TaskRecovery {

  private static final Logger log = LoggerFactory.getLogger(TaskRecovery.class);

  private final TaskRepository tasks;
  private final PartRepository parts;
  private final ItemClaims claims;
  private final UnqueuedTasks unqueued;
  private final TaskCompletion completion;
  private final RunQueue queue;
  private final CrashedCalls crashedCalls;
  private final SharedBudget budget;
  private final TaskSettings settings;
  private final TransactionTemplate transaction;

  TaskRecovery(
      TaskRepository tasks,
      PartRepository parts,
      ItemClaims claims,
      UnqueuedTasks unqueued,
      TaskCompletion completion,
      RunQueue queue,
      CrashedCalls crashedCalls,
      SharedBudget budget,
      TaskSettings settings,
      TransactionTemplate transaction) {
    this.tasks = tasks;
    this.parts = parts;
    this.claims = claims;
    this.unqueued = unqueued;
    this.completion = completion;
    this.queue = queue;
    this.crashedCalls = crashedCalls;
    this.budget = budget;
    this.settings = settings;
    this.transaction = transaction;
  }

  /**
   * Releases the tasks of the previous process, to continue with the items that have no result, or
   * interrupts them, as {@code quern.tasks.recovery} says.
   */
  void atStart(Node node) {
    List<RunRequest> left = queue.pickedBy(node);
    if (interrupts()) {
      left.forEach(this::interrupt);
    }
    queue.free(node);
    parts.joinedBy(node.name()).forEach(id -> giveBack(id, node));
    if (!left.isEmpty()) {
      log.info("{} tasks were left by an earlier run: {}", left.size(), settings.recovery());
    }
    queueForgotten();
  }

  /**
   * Ends this node's part of a run that another node leads, and gives its unfinished items back.
   */
  private void giveBack(String id, Node node) {
    transaction.executeWithoutResult(
        status -> {
          Task task = tasks.lock(id).orElse(null);
          parts.of(id, settings.heartbeat()).stream()
              .filter(part -> part.node().equals(node.name()) && !part.leads())
              .forEach(
                  part -> {
                    if (task != null) {
                      budget.writeOff(task, part);
                    }
                    parts.remove(id, part.number());
                    claims.giveBack(id, part.number());
                  });
        });
  }

  /** Queues open tasks that have no entry in the scheduler. Returns their number. */
  public int queueForgotten() {
    List<String> forgotten = unqueued.ids();
    forgotten.forEach(
        id ->
            transaction.executeWithoutResult(
                status ->
                    tasks.lock(id).ifPresent(task -> queue.put(task, task.times().notBefore()))));
    return forgotten.size();
  }

  /** Whether tasks of a dead process are interrupted instead of continued. */
  boolean interrupts() {
    return settings.recovery() == TaskSettings.Recovery.INTERRUPT;
  }

  /** Interrupts a task that was running in a process that died, unless it was resumed since. */
  void interrupt(RunRequest left) {
    transaction.executeWithoutResult(status -> interruptLocked(left));
  }

  private void interruptLocked(RunRequest left) {
    Task task = tasks.lock(left.taskId()).orElse(null);
    if (task == null
        || task.generation() != left.generation()
        || !task.state().allows(TaskState.INTERRUPTED)) {
      return;
    }
    crashedCalls.count(task);
    completion.end(
        task,
        TaskState.INTERRUPTED,
        "The process that ran this task ended; resume it to go on (quern.tasks.recovery=interrupt).");
  }
}
