package dev.quern.task.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.quern.Usage;
import dev.quern.task.model.Task;
import dev.quern.testing.Await;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What one part of a run may take of a budget of 1,000 tokens, of which 100 are used before. */
class TaskBudgetTests {

  private static final Usage BEFORE = TaskBudget.amount(100, 0);

  private static TaskBudget budget(boolean amongOthers) {
    Task task = mock(Task.class);
    when(task.limits()).thenReturn(new Task.Limits(0.2, 3, 1, null, 1000L, null));
    when(task.usage()).thenReturn(BEFORE);
    return new TaskBudget(task, amongOthers);
  }

  /** A call of so many tokens that waits for them; what it was told. */
  private static CompletableFuture<String> waiting(TaskBudget budget, long tokens) {
    AtomicReference<Thread> thread = new AtomicReference<>();
    CompletableFuture<String> told =
        CompletableFuture.supplyAsync(
            () -> {
              thread.set(Thread.currentThread());
              try {
                return String.valueOf(budget.reserve(tokens, 0));
              } catch (InterruptedException e) {
                return "interrupted";
              }
            });
    Await.until(
        "it waits",
        () -> thread.get() == null ? null : thread.get().getState(),
        Thread.State.WAITING::equals);
    return told;
  }

  @Test
  void takesAllThatIsLeftWhereItIsAlone() throws InterruptedException {
    TaskBudget budget = budget(false);
    assertThat(budget.reserve(900, 0)).isNull();
    budget.settle(900, 0, TaskBudget.amount(300, 0));
    assertThat(budget.isShort()).isFalse();
    assertThat(budget.reserve(601, 0)).contains("400 of 1000 tokens are used", "take 601");
  }

  @Test
  void leavesToOthersWhatIsNeitherUsedNorReserved() throws InterruptedException {
    TaskBudget budget = budget(false);
    budget.reserve(200, 0);
    budget.reserve(50, 0);
    budget.settle(50, 0, TaskBudget.amount(40, 0));
    Usage held = budget.share(BEFORE);
    assertThat(held.tokens()).as("200 reserved, 40 used and not stored").isEqualTo(240);
    assertThat(budget.isShort()).isTrue();
  }

  @Test
  void hasNothingWhereItJoinsAndWaitsUntilMoreIsGranted() throws InterruptedException {
    TaskBudget budget = budget(true);
    CompletableFuture<String> call = waiting(budget, 80);
    assertThat(budget.largestCall().tokens()).isEqualTo(80);
    budget.grant(TaskBudget.amount(100, 0));
    assertThat(call.join()).isEqualTo("null");
    assertThat(budget.isShort()).as("20 of 100 are left").isTrue();
    budget.grant(TaskBudget.amount(400, 0));
    assertThat(budget.isShort()).isFalse();
    assertThat(budget.reserve(420, 0)).isNull();
  }

  @Test
  void waitsForNothingMoreWhenItsRunGivesOutNoItems() {
    TaskBudget budget = budget(true);
    CompletableFuture<String> call = waiting(budget, 80);
    budget.close();
    assertThat(call.join()).startsWith("Stopped before a call");
  }

  @Test
  void saysWhatAllHaveUsedWhenItIsTheLastAndTheRestIsTooLittle() {
    TaskBudget budget = budget(true);
    CompletableFuture<String> call = waiting(budget, 80);
    budget.grant(TaskBudget.amount(70, 0));
    budget.holdAlone();
    assertThat(call.join()).contains("930 of 1000 tokens are used");
  }
}
