package dev.quern.task.lifecycle;

import dev.quern.Node;
import dev.quern.task.budget.CrashedCalls;
import dev.quern.task.budget.SharedBudget;
import dev.quern.task.model.Task;
import dev.quern.task.model.TaskSettings;
import dev.quern.task.model.TaskState;
import dev.quern.task.preparation.ItemReopening;
import dev.quern.task.queue.RunRequest;
import dev.quern.task.store.BudgetRepository;
import dev.quern.task.store.ItemClaims;
import dev.quern.task.store.PartRepository;
import dev.quern.task.store.RunPart;
import dev.quern.task.store.RunRepository;
import dev.quern.task.store.TaskRepository;
import dev.quern.task.type.Sharing;
import dev.quern.task.type.TaskTypes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Begins a run, or a part of one, in the database. Each method runs in a transaction that locks the
 * task.
 */
@Component
class RunOpening {

  /** A task is not started again after this many crashes of its process. */
  private static final int MAX_CRASHES = 3;

  /** Another node joins when so many open items are left for each CPU worker. */
  private static final int ITEMS_A_WORKER = 4;

  private final TaskRepository tasks;
  private final RunRepository rows;
  private final ItemClaims claims;
  private final PartRepository parts;
  private final BudgetRepository budgets;
  private final SharedBudget budget;
  private final TaskTypes types;
  private final TaskCompletion completion;
  private final CrashedCalls crashed;
  private final TaskSettings settings;
  private final Node node;

  RunOpening(
      TaskRepository tasks,
      RunRepository rows,
      ItemClaims claims,
      PartRepository parts,
      BudgetRepository budgets,
      SharedBudget budget,
      TaskTypes types,
      TaskCompletion completion,
      CrashedCalls crashed,
      TaskSettings settings,
      Node node) {
    this.tasks = tasks;
    this.rows = rows;
    this.claims = claims;
    this.parts = parts;
    this.budgets = budgets;
    this.budget = budget;
    this.types = types;
    this.completion = completion;
    this.crashed = crashed;
    this.settings = settings;
    this.node = node;
  }

  /**
   * An opened part of a run.
   *
   * @param task its epoch is the number of the part
   * @param amongOthers whether other parts of the run are working
   */
  record Opened(Task task, boolean amongOthers) {}

  /**
   * Begins a run, or takes the lead of a run whose leader has gone. Null when there is nothing to
   * run.
   */
  @Nullable Opened lead(RunRequest request) {
    Task task = tasks.lock(request.taskId()).orElse(null);
    if (task == null || task.generation() != request.generation()) {
      return null;
    }
    List<RunPart> others = List.of();
    int crashes = task.attempts().crashes();
    switch (task.state()) {
      case QUEUED, WAITING -> {}
      case RUNNING -> {
        others = parts.of(task.id(), settings.heartbeat());
        // Runs that are stopped in order leave nobody in the lead: this one's process died.
        crashes += others.stream().anyMatch(RunPart::leads) ? 1 : 0;
      }
      case CANCELLING -> {
        crashed.count(task);
        completion.end(task, TaskState.INTERRUPTED, "Cancelled.");
        return null;
      }
      default -> {
        return null;
      }
    }
    if (!task.counts().listed()) {
      throw new IllegalStateException("The items of task " + task.id() + " are not listed");
    }
    if (ItemReopening.isLeft(task)) {
      throw new IllegalStateException(
          "Failed items of task " + task.id() + " are not opened again");
    }
    if (task.times().overdue()) {
      crashed.count(task);
      completion.end(task, TaskState.INTERRUPTED, RunLifecycle.overdue(task));
      return null;
    }
    if (crashes >= MAX_CRASHES) {
      crashed.count(task);
      completion.end(
          task,
          TaskState.FAILED,
          "The process ended " + crashes + " times while it ran this task; it is not tried again.");
      return null;
    }
    return lead(task, crashes, others);
  }

  /** Whether a living part on another node still has what was the run of an earlier attempt. */
  boolean endsElsewhere(RunRequest request) {
    Task task = tasks.find(request.taskId()).orElse(null);
    return task != null
        && task.generation() == request.generation()
        && (task.state() == TaskState.QUEUED || task.state() == TaskState.WAITING)
        && parts.of(task.id(), settings.heartbeat()).stream()
            .anyMatch(part -> !part.silent() && !part.node().equals(node.name()));
  }

  private Opened lead(Task task, int crashes, List<RunPart> others) {
    List<RunPart> living = others.stream().filter(this::worksOn).toList();
    if (living.isEmpty()) {
      boolean left = parts.removeAll(task.id()); // those that end in order remove themselves
      claims.giveAllBack(task.id());
      boolean lost = budgets.forgetLost(task.id());
      if (left || lost || task.state() == TaskState.RUNNING) {
        crashed.count(task);
      }
    } else {
      others.stream().filter(part -> !living.contains(part)).forEach(part -> remove(task, part));
    }
    rows.begin(task, crashes);
    Task begun = tasks.find(task.id()).orElseThrow();
    boolean amongOthers = !living.isEmpty();
    int places = amongOthers ? 0 : begun.parallelism();
    parts.add(task.id(), begun.epoch(), node.name(), true, amongOthers, places);
    return new Opened(begun, amongOthers);
  }

  private boolean worksOn(RunPart part) {
    return !part.leads() && !part.silent() && !part.node().equals(node.name());
  }

  private void remove(Task task, RunPart part) {
    budget.writeOff(task, part);
    parts.remove(task.id(), part.number());
    claims.giveBack(task.id(), part.number());
  }

  /** Joins a run of another node. Null when that run has ended or has too few items left. */
  @Nullable Task join(String taskId) {
    Task seen = tasks.find(taskId).orElse(null);
    if (seen == null || !hasWorkFor(seen, seen.nodes().size())) {
      return null; // without a lock on what others write to
    }
    parts.waitShortly();
    Task task = tasks.lock(taskId).orElse(null);
    if (task == null || task.state() != TaskState.RUNNING) {
      return null;
    }
    List<RunPart> others = parts.of(taskId, settings.heartbeat());
    if (others.stream().noneMatch(part -> part.leads() && !part.silent() && part.stop() == null)
        || others.stream().anyMatch(part -> part.node().equals(node.name()))
        || !hasWorkFor(task, others.size())) {
      return null;
    }
    int number = rows.nextPart(taskId);
    parts.add(taskId, number, node.name(), false, true, 0);
    return tasks.find(taskId).orElseThrow();
  }

  private boolean hasWorkFor(Task task, int others) {
    Sharing sharing = types.get(task.taskType()).sharing(task);
    int min =
        sharing == Sharing.WORKERS ? ITEMS_A_WORKER * settings.cpuWorkers() : settings.shareFrom();
    return sharing != Sharing.NONE
        && (sharing == Sharing.WORKERS || others < task.parallelism())
        && parts.countFree(task.id(), min) >= min;
  }
}
