package dev.quern.task.lifecycle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.Usage;
import dev.quern.task.budget.CrashedCalls;
import dev.quern.task.model.Task;
import dev.quern.task.preparation.ItemListing;
import dev.quern.task.preparation.ItemReopening;
import dev.quern.task.queue.RunRequest;
import dev.quern.task.run.DatabaseOutage;
import dev.quern.task.run.FaultPoint;
import dev.quern.task.run.Run;
import dev.quern.task.run.RunningTasks;
import dev.quern.task.run.StopReason;
import dev.quern.task.store.ItemClaims;
import dev.quern.task.store.ItemRepository;
import dev.quern.task.store.RunRepository;
import dev.quern.task.type.TaskTypes;
import dev.quern.task.watch.TaskLogContext;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Opens, joins and closes runs. */
@Component("runs")
public class RunLifecycle {

  private static final Logger log = LoggerFactory.getLogger(RunLifecycle.class);

  /** Reasons after which the task is to run again. */
  private static final Set<StopReason> GOES_ON =
      EnumSet.of(
          StopReason.PAUSED,
          StopReason.YIELDED,
          StopReason.SHUTDOWN,
          StopReason.LEAVING,
          StopReason.SUPERSEDED);

  private final ItemListing listing;
  private final ItemReopening reopening;
  private final RunOpening opening;
  private final RunClosing closing;
  private final OtherParts others;
  private final CrashedCalls crashed;
  private final RunRepository rows;
  private final ItemRepository items;
  private final ItemClaims claims;
  private final TaskTypes types;
  private final RunningTasks running;
  private final ResultStore store;
  private final Clock clock;
  private final TransactionTemplate transaction;

  RunLifecycle(
      ItemListing listing,
      ItemReopening reopening,
      RunOpening opening,
      RunClosing closing,
      OtherParts others,
      CrashedCalls crashed,
      RunRepository rows,
      ItemRepository items,
      ItemClaims claims,
      TaskTypes types,
      RunningTasks running,
      ResultStore store,
      Clock clock,
      TransactionTemplate transaction) {
    this.listing = listing;
    this.reopening = reopening;
    this.opening = opening;
    this.closing = closing;
    this.others = others;
    this.crashed = crashed;
    this.rows = rows;
    this.items = items;
    this.claims = claims;
    this.types = types;
    this.running = running;
    this.store = store;
    this.clock = clock;
    this.transaction = transaction;
  }

  /**
   * Opens a run: its items are listed if that has not happened before, and it gets the next epoch.
   * If the leader of a run has gone and other parts are still working, this node takes the lead.
   * Null when there is nothing to run, for example because the task has ended since it was queued.
   */
  public @Nullable Run open(RunRequest request) {
    running.beginOpening(request.taskId());
    try {
      Run held = running.get(request.taskId());
      if (held != null && held.task().generation() > request.generation()) {
        return null; // an entry of an earlier attempt, which a dead process has left
      }
      if (held != null) {
        // It was paused, or is a part that does not lead; its calls in flight are still wanted:
        // what they bring is stored first.
        held.stop(held.leads() ? StopReason.PAUSED : StopReason.LEAVING, null);
        held.awaitClosed();
      }
      listing.list(request);
      reopening.finish(request);
      RunOpening.Opened opened = transaction.execute(status -> opening.lead(request));
      return opened == null ? null : begin(opened.task(), true, opened.amongOthers());
    } finally {
      running.endOpening(request.taskId());
    }
  }

  /**
   * Whether another node still has calls in flight of the attempt before, which was paused: what
   * they bring is stored first.
   */
  public boolean endsElsewhere(RunRequest request) {
    return opening.endsElsewhere(request);
  }

  /** Joins the run of another node; null when that run has ended or needs no further node. */
  public @Nullable Run join(String taskId) {
    if (!running.tryBeginOpening(taskId)) {
      return null;
    }
    try {
      Task task = transaction.execute(status -> opening.join(taskId));
      return task == null ? null : begin(task, false, true);
    } finally {
      running.endOpening(taskId);
    }
  }

  private Run begin(Task task, boolean leads, boolean amongOthers) {
    Run.ReadAhead inputs = refs -> types.get(task.taskType()).readAhead(task, refs);
    Run run = new Run(task, leads, amongOthers, items, claims, inputs, store::store, clock);
    run.writer().start();
    running.add(run);
    log.info(
        "Task {} ({}) {}: {} of {} items to do, {} at once",
        task.id(),
        task.taskType(),
        !leads ? "is joined" : amongOthers ? "is led on" : "begins",
        task.counts().open(),
        task.counts().total(),
        task.parallelism());
    return run;
  }

  /** The note of a task that has exceeded its {@code max_duration}. */
  static String overdue(Task task) {
    return "Stopped after max_duration ("
        + task.limits().maxDuration()
        + "); what is stored stays, and resuming it goes on with the rest.";
  }

  /**
   * Closes a run and moves its task to the state that its items show, or ends one part of a run
   * that continues. Waits while the database is unreachable. Closing twice, or closing a run that
   * another has superseded, changes nothing.
   *
   * @param failure the exception that ended the route early; null when the route completed
   */
  public void close(Run run, @Nullable Throwable failure) {
    try (TaskLogContext task = TaskLogContext.of(run.task().id())) {
      run.writer().close();
      FaultPoint.BEFORE_FINISH.pass();
      new DatabaseOutage(run, run::isAbandoned).retryUntilBack(() -> end(run, failure));
    } finally {
      running.remove(run);
      run.closed();
    }
  }

  private void end(Run run, @Nullable Throwable failure) {
    if (run.leads()) {
      others.dismiss(run, failure);
      crashed.flush();
      ObjectNode report = report(run);
      withUsage(run, usage -> closing.finish(run, failure, report, usage));
    } else {
      withUsage(run, usage -> closing.leave(run, failure, usage));
    }
  }

  private void withUsage(Run run, Consumer<Usage> work) {
    Usage usage = run.budget().take();
    try {
      transaction.executeWithoutResult(status -> work.accept(usage));
    } catch (RuntimeException e) {
      run.budget().putBack(usage);
      throw e;
    }
  }

  /** What the type says of the task's results, which it may take minutes to look through. */
  private ObjectNode report(Run run) {
    if (GOES_ON.contains(run.stopped()) && items.anyPending(run.task().id())) {
      return JsonNodeFactory.instance.objectNode();
    }
    try {
      return types.get(run.task().taskType()).report(run.task());
    } catch (RuntimeException e) {
      if (DatabaseOutage.isOutage(e)) {
        throw e;
      }
      log.error("The {} has no report", run, e);
      return JsonNodeFactory.instance.objectNode();
    }
  }

  /**
   * Shows something in the task's {@code detail} while it runs, such as its phase. Does nothing if
   * the run may no longer write.
   */
  public void updateDetail(Run run, ObjectNode detail) {
    rows.updateDetail(run.task().id(), run.part(), detail);
  }
}
