package dev.quern.task.budget;

import dev.quern.Usage;
import dev.quern.task.model.Task;
import dev.quern.task.run.Run;
import dev.quern.task.run.StopReason;
import dev.quern.task.run.TaskBudget;
import dev.quern.task.store.BudgetRepository;
import dev.quern.task.store.PartRepository;
import dev.quern.task.store.RunPart;
import dev.quern.task.store.TaskRepository;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Divides what is left of a task's {@code max_tokens_total} and {@code max_cost} among the parts of
 * its run: each takes a share of it, and another when that is nearly used. When the rest is too
 * little for several, those that do not lead leave, and the one that leads goes on to the end
 * alone: so the limits hold, and are used to the last call.
 */
@Component
public class SharedBudget {

  private static final Logger log = LoggerFactory.getLogger(SharedBudget.class);

  private final TaskRepository tasks;
  private final PartRepository parts;
  private final BudgetRepository budgets;
  private final CrashedCalls crashed;
  private final TransactionTemplate transaction;

  SharedBudget(
      TaskRepository tasks,
      PartRepository parts,
      BudgetRepository budgets,
      CrashedCalls crashed,
      TransactionTemplate transaction) {
    this.tasks = tasks;
    this.parts = parts;
    this.budgets = budgets;
    this.crashed = crashed;
    this.transaction = transaction;
  }

  /** Does for a part what its budget asks for now. */
  public void look(Run run, List<RunPart> all) {
    TaskBudget budget = run.budget();
    RunPart lead = all.get(0);
    if (!budget.isLimited() || !lead.leads()) {
      return;
    }
    if (!run.leads() && lead.wants()) {
      log.info("Task {} is left: little of its budget is to be used", run.task().id());
      run.stop(StopReason.LEAVING, null);
    } else if (run.leads() && !lead.sharesBudget() && (all.size() > 1 || budget.isShared())) {
      leaveRest(run);
    } else if (run.leads() && all.size() == 1 && budget.isShared()) {
      takeRest(run);
    } else if (budget.isShort() && lead.sharesBudget()) {
      takeShare(run, all.size());
    }
  }

  /**
   * Counts as used what a dead part held, as it may be; in the transaction that takes it away. One
   * that held all was alone until then: the calls of the others have not begun.
   */
  public void writeOff(Task task, RunPart part) {
    boolean limited = task.limits().maxTokensTotal() != null || task.limits().maxCost() != null;
    if (limited && !part.sharesBudget()) {
      crashed.count(task);
    }
    budgets.lose(task.id(), part.number());
  }

  private void leaveRest(Run run) {
    inTask(
        run,
        used -> {
          budgets.hold(run.task().id(), run.part(), run.budget().share(used));
          return null;
        });
  }

  private void takeRest(Run run) {
    Usage rest =
        inTask(
            run,
            used -> {
              if (parts.count(run.task().id()) > 1) {
                return null;
              }
              Usage free = budgets.free(run.task().id());
              budgets.holdAlone(run.task().id(), run.part());
              return free;
            });
    if (rest != null) {
      run.budget().grant(rest);
      run.budget().holdAlone();
    }
  }

  private void takeShare(Run run, int count) {
    Usage share =
        inTask(
            run,
            used -> {
              Usage mine = share(run, budgets.free(run.task().id()), count);
              if (mine == null) {
                budgets.want(run.task().id());
              } else {
                budgets.grant(run.task().id(), run.part(), mine);
              }
              return mine;
            });
    if (share != null) {
      run.budget().grant(share);
    } else if (!run.leads()) {
      run.stop(StopReason.LEAVING, null);
    }
  }

  /** Null where what is free does not do for a call, or for a call in each place of all parts. */
  private static @Nullable Usage share(Run run, Usage free, int count) {
    Usage call = run.budget().largestCall();
    int calls = run.leads() ? 1 : Math.max(1, run.items().limit()) * count;
    long tokens = Math.max(call.tokens(), free.tokens() / (2L * count));
    double cost = Math.max(call.cost(), free.cost() / (2.0 * count));
    boolean enough =
        free.tokens() >= Math.max(1, calls * call.tokens())
            && free.cost() > 0
            && free.cost() >= calls * call.cost();
    return enough ? TaskBudget.amount(tokens, cost) : null;
  }

  /** In a transaction beside which nothing of the task is stored; gives what is stored as used. */
  private @Nullable Usage inTask(Run run, Function<Usage, @Nullable Usage> work) {
    return transaction.execute(
        status -> {
          parts.waitShortly();
          return work.apply(tasks.lock(run.task().id()).orElseThrow().usage());
        });
  }
}
