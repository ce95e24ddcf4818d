package dev.quern.task.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quern.Usage;
import dev.quern.task.failure.ItemFailure;
import dev.quern.task.model.ResumeOptions;
import dev.quern.task.model.Task;
import dev.quern.task.queue.RunRequest;
import dev.quern.task.run.CountingType.ItemFailed;
import dev.quern.testing.Await;
import dev.quern.testing.FaultyDataSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Runs on two nodes: what is in flight, what is counted, and what ends them. */
class PartsOfRunsTests {

  /** What the calls of a task used, those of dead processes too. */
  private static final Usage KNOWN = new Usage(7, 70, 14, 0, 0);

  private static final ResumeOptions AS_BEFORE =
      new ResumeOptions(null, null, null, null, null, null);

  private final EngineDatabase database = new EngineDatabase();
  private final CountingType type = new CountingType(database.jdbc());
  private final List<EngineNode> nodes = new ArrayList<>();

  @AfterEach
  void close() {
    nodes.forEach(EngineNode::close);
    database.close();
  }

  private EngineNode node(String name) {
    return node(name, new DelegatingDataSource(database.source())); // which closes with no node
  }

  private EngineNode node(String name, DataSource source) {
    EngineNode node = new EngineNode(name, source, type, KNOWN);
    nodes.add(node);
    return node;
  }

  /** It crashes: nobody sends its heartbeats, and nothing is closed. */
  private void kill(EngineNode node) {
    nodes.remove(node);
    node.close();
  }

  private Task submit(EngineNode node, int items) {
    return node.tasks().create(database.anew(), CountingType.task(items, 3));
  }

  private RunRequest take(String node) {
    return RunRequest.parse(String.valueOf(database.take(node)));
  }

  private static Run lead(EngineNode node, RunRequest request) {
    Run run = node.runs().open(request);
    assertThat(run).isNotNull();
    node.running().add(run);
    return run;
  }

  private static Run join(EngineNode node, Task task) {
    Run part = Await.until("the run is joined", () -> node.runs().join(task.id()), p -> p != null);
    node.running().add(part);
    return part;
  }

  private int parts(Task task) {
    return database
        .jdbc()
        .sql("select count(*) from task_part where task_id = ?")
        .param(task.id())
        .query(Integer.class)
        .single();
  }

  private static void finish(EngineNode node, Run run) {
    Iterator<TaskItem> items = run.iterator();
    while (items.hasNext()) {
      TaskItem item = items.next();
      if (item != null) {
        node.items().begin(item);
        node.items().store(item, "done");
        node.items().release(item);
      }
    }
    node.runs().close(run, null);
  }

  @Test
  void waitsForWhatAnotherNodeHasInFlightThoughItHoldsAPartItself() {
    EngineNode one = node("one");
    EngineNode other = node("other");
    Task task = submit(one, 20);
    Run run = lead(one, take("one"));
    Run part = join(other, task);
    one.tasks().pause(task.id());
    one.tasks().resume(task.id(), AS_BEFORE);
    RunRequest again = take("one");

    assertThat(one.runs().endsElsewhere(again)).isTrue();

    other.runs().close(part, null);
    assertThat(one.runs().endsElsewhere(again)).isFalse();
    one.runs().close(run, null);
  }

  @Test
  void aRunOfADeletedTaskIsStopped() {
    EngineNode one = node("one");
    Task task = submit(one, 4);
    Run run = lead(one, take("one"));

    database.jdbc().sql("delete from task where id = ?").param(task.id()).update();

    // A look that read the task's row before and its parts after finds it superseded.
    Await.until("it is stopped", () -> run.stopped() != null);
    assertThat(run.stopped()).isIn(StopReason.CANCELLED, StopReason.SUPERSEDED);
    one.runs().close(run, null);
  }

  @Test
  void callsOfAPartThatDiedAreCountedWhenTheRunEnds() {
    EngineNode one = node("one");
    EngineNode other = node("other");
    Task task = submit(one, 20);
    Run run = lead(one, take("one"));
    join(other, task);
    Await.until("both parts work", () -> run.items().isClaiming());

    kill(other);
    Await.until("the dead part is gone", () -> parts(task) == 1);
    assertThat(one.tasks().get(task.id()).usage().calls()).isZero();
    finish(one, run);

    assertThat(one.tasks().get(task.id()).usage()).isEqualTo(KNOWN);
  }

  @Test
  void callsOfAProcessThatDiedWhilePausedAreCountedWhenTheTaskGoesOn() {
    EngineNode one = node("one");
    EngineNode other = node("other");
    Task task = submit(one, 4);
    lead(one, take("one"));
    other.tasks().pause(task.id());
    kill(one);
    other.tasks().resume(task.id(), AS_BEFORE);
    RunRequest again = take("other");
    Await.until("it is taken for dead", () -> !other.runs().endsElsewhere(again));

    Run run = lead(other, again);

    assertThat(other.tasks().get(task.id()).usage()).isEqualTo(KNOWN);
    other.runs().close(run, null);
  }

  @Test
  void aCommitWhoseAnswerIsLostIsCountedOnce() {
    FaultyDataSource source = new FaultyDataSource(database.source());
    EngineNode node = node("one", source);
    Task task = submit(node, 2);
    Run run = lead(node, take("one"));
    Iterator<TaskItem> items = run.iterator();
    TaskItem failed = items.next();
    run.budget().add(new Usage(1, 10, 2, 0, 0));
    source.loseNextAnswer();
    node.items().begin(failed);
    node.items().fail(failed, new ItemFailed(ItemFailure.Rule.RETRY));
    node.items().release(failed);

    assertThat(source.hasLostAnswer()).isTrue();
    Task after = node.tasks().get(task.id());
    assertThat(after.usage()).isEqualTo(new Usage(1, 10, 2, 0, 0));
    assertThat(attempts(failed)).isEqualTo(1);

    TaskItem done = items.next();
    run.budget().add(new Usage(1, 10, 2, 0, 0));
    source.loseNextAnswer();
    node.items().begin(done);
    node.items().store(done, "done");
    node.items().release(done);

    assertThat(source.hasLostAnswer()).isTrue();
    assertThat(node.tasks().get(task.id()).usage().calls()).isEqualTo(2);
    assertThat(node.tasks().get(task.id()).counts().completed()).isEqualTo(1);
    run.stop(StopReason.SHUTDOWN, null);
    node.runs().close(run, null);
  }

  private int attempts(TaskItem item) {
    return database
        .jdbc()
        .sql("select attempts from task_item where task_id = ? and seq = ?")
        .params(item.task().id(), item.seq())
        .query(Integer.class)
        .single();
  }

  @Test
  void anErrorInTheWriterEndsNoRun() {
    EngineNode node = node("one");
    submit(node, 2);
    Run run = lead(node, take("one"));
    List<ItemOutcome> stored = new ArrayList<>();
    AtomicBoolean first = new AtomicBoolean(true);
    ResultWriter writer =
        new ResultWriter(
            run,
            (of, batch) -> {
              if (first.getAndSet(false)) {
                throw new OutOfMemoryError("of this test");
              }
              stored.addAll(batch.outcomes());
            });
    writer.start();
    TaskItem item = run.iterator().next();

    assertThatThrownBy(
            () -> writer.write(new ItemOutcome.Done(item, "lost", new CompletableFuture<>())))
        .hasRootCauseInstanceOf(OutOfMemoryError.class);
    writer.write(new ItemOutcome.Done(item, "kept", new CompletableFuture<>()));

    assertThat(stored).hasSize(1);
    writer.close();
    run.stop(StopReason.SHUTDOWN, null);
    node.runs().close(run, null);
  }
}
