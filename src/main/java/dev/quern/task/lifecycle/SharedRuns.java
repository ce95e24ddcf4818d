package dev.quern.task.lifecycle;

import dev.quern.task.budget.SharedBudget;
import dev.quern.task.model.Task;
import dev.quern.task.model.TaskSettings;
import dev.quern.task.model.TaskState;
import dev.quern.task.run.Run;
import dev.quern.task.run.StopReason;
import dev.quern.task.store.ItemClaims;
import dev.quern.task.store.PartRepository;
import dev.quern.task.store.RunPart;
import dev.quern.task.store.RunRepository;
import dev.quern.task.store.TaskRepository;
import dev.quern.task.type.Sharing;
import dev.quern.task.type.TaskTypes;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Coordinates the parts of a run, each on a node of its own. They find each other in {@code
 * task_part}. A joining part waits until the leader has marked the items that it works on; then the
 * parts divide the task's parallelism. A part takes only places that the others have given up, so
 * the total never exceeds the parallelism. A part that finds another one dead gives the items of
 * the dead part back.
 *
 * <p>Only the leader is an execution of db-scheduler and closes the run. So a task always has one
 * entry, and a part never blocks a queued task: that task begins, and the part leaves.
 */
@Component
class SharedRuns {

  private static final Logger log = LoggerFactory.getLogger(SharedRuns.class);

  /** The longest time between two checks for dead parts, in heartbeats. */
  private static final int LATEST_LOOK = 2;

  private final TaskRepository tasks;
  private final RunRepository rows;
  private final ItemClaims claims;
  private final PartRepository parts;
  private final SharedBudget budget;
  private final TaskTypes types;
  private final TaskSettings settings;
  private final TransactionTemplate transaction;
  private final MissedHeartbeats silent;
  private final Clock clock;

  SharedRuns(
      TaskRepository tasks,
      RunRepository rows,
      ItemClaims claims,
      PartRepository parts,
      SharedBudget budget,
      TaskTypes types,
      TaskSettings settings,
      TransactionTemplate transaction,
      Clock clock) {
    this.clock = clock;
    this.tasks = tasks;
    this.rows = rows;
    this.claims = claims;
    this.parts = parts;
    this.budget = budget;
    this.types = types;
    this.settings = settings;
    this.transaction = transaction;
    this.silent = new MissedHeartbeats(settings.heartbeat().multipliedBy(LATEST_LOOK));
  }

  /** Sends the heartbeat of a part. */
  void beat(Run run) {
    parts.beat(run.task().id(), run.part(), run.activity().throughput().rate());
  }

  /** The parts of a run, the leader first. */
  List<RunPart> of(Run run) {
    return parts.of(run.task().id(), settings.heartbeat());
  }

  /**
   * Checks the parts of a continuing run, and adjusts this part to them.
   *
   * @param parallelism the task's current parallelism
   * @param dead whether to look for dead ones
   */
  void look(Run run, List<RunPart> all, int parallelism, boolean dead) {
    RunPart mine =
        all.stream().filter(part -> part.number() == run.part()).findFirst().orElseThrow();
    if (run.activity().isPartGone(all.stream().map(RunPart::number).collect(Collectors.toSet()))) {
      run.items().lookForReturned();
    }
    String stop = all.get(0).leads() ? all.get(0).stop() : null;
    if (stop != null && !(run.leads() && stop.equals(StopReason.LEAVING.name()))) {
      run.stop(StopReason.valueOf(stop), all.get(0).stopReason());
      return;
    }
    if (all.size() == 1 && !mine.claims()) {
      run.items().setLimit(parallelism);
      return;
    }
    if (dead) {
      all.stream().filter(part -> isDead(run, part)).forEach(part -> removeDead(run, part));
    }
    if (run.stopped() != null) {
      return;
    }
    if (!run.items().isClaiming()) {
      startClaiming(run);
    }
    if (all.stream().allMatch(RunPart::claims)) {
      divide(run, mine, all, parallelism);
      budget.look(run, all);
    }
  }

  /** Allows other parts to take items from now on. */
  private void startClaiming(Run run) {
    run.items()
        .startClaiming(
            markBegun ->
                transaction.executeWithoutResult(
                    status -> {
                      parts.waitShortly();
                      // Not beside a commit: both change many items, each in an order of its own.
                      tasks.lock(run.task().id());
                      markBegun.run();
                      int places = run.items().narrow(Integer.MAX_VALUE); // all that it has
                      parts.startClaiming(run.task().id(), run.part(), places);
                    }));
    log.info("Task {} goes on on more than one node", run.task().id());
  }

  private void divide(Run run, RunPart mine, List<RunPart> all, int parallelism) {
    if (types.get(run.task().taskType()).sharing(run.task()) == Sharing.WORKERS) {
      int workers = run.leads() ? parallelism : settings.cpuWorkers();
      if (mine.places() != workers) {
        parts.changePlaces(run.task().id(), run.part(), workers);
      }
      run.items().setLimit(workers);
      return;
    }
    int fair = PartShares.of(parallelism, all, run.part());
    if (fair == 0 && !run.leads()) {
      run.stop(StopReason.LEAVING, null);
      return;
    }
    if (run.items().narrow(fair) == mine.places() && run.items().limit() == fair) {
      return;
    }
    Integer places = transaction.execute(status -> takePlaces(run, fair));
    run.items().setLimit(places == null ? 0 : places);
  }

  /**
   * Writes the number of places of this part: given-up places after they are free, new places
   * before they are used.
   */
  private int takePlaces(Run run, int fair) {
    String taskId = run.task().id();
    parts.waitShortly();
    parts.holdPlaces(taskId);
    int others =
        of(run).stream()
            .filter(part -> part.number() != run.part())
            .mapToInt(RunPart::places)
            .sum();
    int places = Math.max(0, Math.min(fair, parallelism(taskId) - others));
    parts.changePlaces(taskId, run.part(), Math.max(places, run.items().narrow(places)));
    return places;
  }

  private int parallelism(String taskId) {
    return tasks.find(taskId).orElseThrow().parallelism();
  }

  private boolean isDead(Run run, RunPart part) {
    return part.number() != run.part()
        && part.silent()
        && silent.isDead(run.task().id() + "/" + part.number(), part.beatAt(), clock.instant());
  }

  private void removeDead(Run run, RunPart part) {
    String taskId = run.task().id();
    transaction.executeWithoutResult(
        status -> {
          parts.waitShortly();
          Task task = tasks.lock(taskId).orElseThrow();
          budget.writeOff(task, part);
          if (!parts.removeSilent(taskId, part)) {
            status.setRollbackOnly();
            return;
          }
          claims.giveBack(taskId, part.number());
          if (part.leads() && task.state() == TaskState.RUNNING) {
            rows.countCrash(taskId);
          }
          log.warn("Task {} goes on without {}, which shows no sign of life", taskId, part.node());
        });
  }
}
