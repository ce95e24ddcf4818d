package dev.quern.task.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.task.model.ResumeOptions;
import dev.quern.testing.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/** One history: users who ask at random, workers who run at random, and what is left of it. */
final class EngineHistory implements AutoCloseable {

  private static final int USERS = 2;
  private static final int WORKERS_A_NODE = 2;

  private final List<EngineNode> nodes;
  private final EngineDatabase database;
  private final EngineObserver witness = new EngineObserver();
  private final SplittableRandom random;
  private final String project;
  private final AtomicBoolean calm = new AtomicBoolean();
  private final List<RandomWorker> workers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final ExecutorService pool = Executors.newCachedThreadPool();

  EngineHistory(List<EngineNode> nodes, EngineDatabase database, long seed) {
    this.nodes = nodes;
    this.database = database;
    this.random = new SplittableRandom(seed);
    this.project = database.anew();
    for (int i = 0; i < nodes.size() * WORKERS_A_NODE; i++) {
      int place = i % nodes.size();
      RandomWorker worker =
          new RandomWorker(
              nodes.get(place), "node-" + place, database, witness, pool, calm, random.split());
      workers.add(worker);
      threads.add(start(worker, "worker-" + i));
    }
  }

  private static Thread start(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** As many requests of each user, at once; then waits until nothing is due. */
  void act(int operations) {
    calm.set(false);
    List<Thread> users = new ArrayList<>();
    for (int i = 0; i < USERS; i++) {
      EngineNode node = nodes.get(i % nodes.size());
      users.add(
          start(new RandomUser(node, project, witness, operations, random.split()), "user-" + i));
    }
    users.forEach(EngineHistory::join);
    settle();
  }

  /** Resumes what can be resumed, without any more trouble, and waits until nothing is due. */
  void goOn() {
    for (String id : witness.tasks()) {
      try {
        witness.resumed(nodes.get(0).tasks().resume(id, ResumeOptions.NONE));
      } catch (RuntimeException e) {
        witness.count("not to be resumed");
      }
    }
    settle();
  }

  private void settle() {
    calm.set(true);
    Await.atMost(Duration.ofSeconds(30)).sees("nothing is due", database::busy, busy -> busy == 0);
  }

  void check(String when) {
    assertThat(new EngineInvariants(database.jdbc(), witness).broken()).as(when).isEmpty();
  }

  EngineObserver witness() {
    return witness;
  }

  private static void join(Thread thread) {
    try {
      thread.join(30_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    assertThat(thread.getStackTrace()).as(thread.getName() + " hangs").isEmpty();
  }

  @Override
  public void close() {
    workers.forEach(RandomWorker::stop);
    threads.forEach(EngineHistory::join);
    pool.shutdownNow();
  }
}
