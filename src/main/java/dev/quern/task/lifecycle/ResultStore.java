package dev.quern.task.lifecycle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.Usage;
import dev.quern.task.model.Task;
import dev.quern.task.model.TaskSettings;
import dev.quern.task.run.FaultPoint;
import dev.quern.task.run.ItemOutcome;
import dev.quern.task.run.ItemOutcome.Done;
import dev.quern.task.run.ItemOutcome.Failed;
import dev.quern.task.run.ItemOutcome.Partial;
import dev.quern.task.run.ResultWriter;
import dev.quern.task.run.Run;
import dev.quern.task.run.RunDetail;
import dev.quern.task.run.TaskItem;
import dev.quern.task.store.BudgetRepository;
import dev.quern.task.store.ItemRepository;
import dev.quern.task.store.RunRepository;
import dev.quern.task.type.ItemResult;
import dev.quern.task.type.TaskType;
import dev.quern.task.type.TaskTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Stores the outcomes of a run's items, as long as that run is the latest of its task. */
@Component
class ResultStore {

  private final RunRepository rows;
  private final ItemRepository items;
  private final BudgetRepository budgets;
  private final TaskTypes types;
  private final TaskSettings settings;
  private final TransactionTemplate transaction;

  ResultStore(
      RunRepository rows,
      ItemRepository items,
      BudgetRepository budgets,
      TaskTypes types,
      TaskSettings settings,
      TransactionTemplate transaction) {
    this.rows = rows;
    this.items = items;
    this.budgets = budgets;
    this.types = types;
    this.settings = settings;
    this.transaction = transaction;
  }

  /** Stores outcomes: item states, results and counts, in one transaction. */
  void store(Run run, ResultWriter.Batch batch) {
    Integer ended = transaction.execute(status -> storeOnce(run, batch));
    FaultPoint.AFTER_RESULT_COMMIT.pass();
    run.activity().stored(ended == null ? 0 : ended);
  }

  private int storeOnce(Run run, ResultWriter.Batch batch) {
    Task task = run.task();
    if (!rows.fence(task.id(), run.part())) {
      throw new ResultWriter.SupersededException(run);
    }
    if (batch.again()
        && batch.outcomes().stream().anyMatch(outcome -> isStored(task.id(), outcome))) {
      return (int) batch.outcomes().stream().filter(Done.class::isInstance).count();
    }
    return storeAll(run, batch.outcomes(), batch.usage());
  }

  /** Whether an outcome is stored, and so all of its batch: the commit's answer was lost. */
  private boolean isStored(String taskId, ItemOutcome outcome) {
    TaskItem item = outcome.item();
    return outcome instanceof Partial partial
        ? items.isKept(taskId, item.seq(), partial.state())
        : items.hasMoreAttempts(taskId, item.seq(), item.attempts());
  }

  /** Stores outcomes and returns the number of items that have ended with them. */
  private int storeAll(Run run, List<ItemOutcome> outcomes, Usage usage) {
    Task task = run.task();
    List<Done> done = new ArrayList<>();
    int failed = 0;
    String error = null;
    for (ItemOutcome outcome : outcomes) {
      if (outcome instanceof Done result) {
        done.add(result);
      } else if (outcome instanceof Failed failure) {
        Duration delay = failure.delay();
        failed += items.fail(task.id(), failure.item().seq(), failure.failure(), delay);
        error = failure.failure().message();
      } else if (outcome instanceof Partial partial) {
        items.keep(task.id(), partial.item().seq(), partial.state());
      }
    }
    int stored = storeDone(task, done);
    // Of several parts, the one that leads says how the run goes on.
    ObjectNode detail =
        run.leads()
            ? RunDetail.of(run, settings.stallAfter())
            : JsonNodeFactory.instance.objectNode();
    if (error != null) {
      detail.put("last_error", error);
    }
    rows.count(task.id(), stored, failed, usage, detail);
    if (run.budget().isShared()) {
      budgets.spend(task.id(), run.part(), usage);
    }
    if (run.activity().provesHealthy(run, stored + failed)) {
      rows.forgetCrashes(task.id());
    }
    FaultPoint.BEFORE_RESULT_COMMIT.pass();
    return stored + failed;
  }

  @SuppressWarnings("unchecked")
  private int storeDone(Task task, List<Done> done) {
    if (done.isEmpty()) {
      return 0;
    }
    Map<Integer, Integer> open =
        items.finish(task.id(), done.stream().map(d -> d.item().seq()).toList());
    List<ItemResult<Object>> results =
        done.stream()
            .filter(d -> open.containsKey(d.item().seq()))
            .filter(d -> d.result() != ItemResult.DONE_ELSEWHERE)
            .map(d -> new ItemResult<>(d.item(), d.result()))
            .toList();
    if (!results.isEmpty()) {
      ((TaskType<Object>) types.get(task.taskType())).store(task, results);
    }
    return open.values().stream().mapToInt(Integer::intValue).sum();
  }
}
