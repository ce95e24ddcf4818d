package dev.quern.task.execution;

import dev.quern.DaemonThreads;
import dev.quern.Node;
import dev.quern.task.model.TaskSettings;
import dev.quern.task.run.Run;
import dev.quern.task.run.RunningTasks;
import dev.quern.task.run.StopReason;
import dev.quern.task.store.PartRepository;
import dev.quern.task.type.TaskType;
import dev.quern.task.type.TaskTypes;
import dev.quern.task.watch.TaskLogContext;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Lets this node join the runs of other nodes while it has a free place, and leave them when its
 * own tasks need that place. A part holds no thread of db-scheduler, so a queued task never has to
 * wait for a part to leave.
 */
@Component
class PartJoiner {

  private static final Logger log = LoggerFactory.getLogger(PartJoiner.class);
  private static final long EVERY_MS = 1000;

  private final RunningTasks running;
  private final PartRepository parts;
  private final TaskTypes types;
  private final TaskSettings settings;
  private final Node node;
  private final long begun = System.nanoTime();
  private final ScheduledExecutorService timer = DaemonThreads.timer("join-runs");
  private final ExecutorService threads = Executors.newCachedThreadPool(PartJoiner::thread);

  /** The tasks that this node is joining or has joined. */
  private final Set<String> joined = ConcurrentHashMap.newKeySet();

  /** When each was last tried: one that needs no other node does not keep others from theirs. */
  private final Map<String, Long> tried = new ConcurrentHashMap<>();

  private volatile boolean stopped;

  PartJoiner(
      RunningTasks running,
      PartRepository parts,
      TaskTypes types,
      TaskSettings settings,
      Node node) {
    this.running = running;
    this.parts = parts;
    this.types = types;
    this.settings = settings;
    this.node = node;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "part-of-run");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Starts to look for runs to join.
   *
   * @param work joins the run of a task and returns when this node's part has ended
   */
  void start(Consumer<String> work) {
    timer.scheduleWithFixedDelay(
        () -> lookAndGoOn(work), EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
  }

  private void lookAndGoOn(Consumer<String> work) {
    try {
      look(work);
    } catch (RuntimeException e) {
      log.warn("Runs of other nodes cannot be looked for, trying again: {}", e.getMessage());
    }
  }

  private void look(Consumer<String> work) {
    int free = settings.concurrency() - running.count();
    if (free < 0) {
      leave(-free);
    }
    if (free <= 0 || stopped) {
      return;
    }
    List<String> all = types.all().stream().map(TaskType::name).toList();
    List<String> candidates = parts.joinable(node.name(), all, settings.heartbeat());
    tried.keySet().retainAll(candidates);
    candidates.stream()
        .sorted(Comparator.comparing(taskId -> tried.getOrDefault(taskId, 0L)))
        .filter(joined::add)
        .limit(free)
        .forEach(taskId -> threads.execute(() -> join(taskId, work)));
  }

  /**
   * Ends parts until that many places are free: their items in flight finish, and the items that
   * they have not begun go back to the other nodes.
   */
  private void leave(int places) {
    running.all().stream()
        .filter(run -> !run.leads() && run.stopped() == null)
        .limit(places)
        .forEach(this::leave);
  }

  private void leave(Run run) {
    try (TaskLogContext task = TaskLogContext.of(run.task().id())) {
      log.info("Task {} is left to other nodes: another task needs its place", run.task().id());
      run.stop(StopReason.LEAVING, null);
    }
  }

  private void join(String taskId, Consumer<String> work) {
    try {
      if (!stopped) {
        tried.put(taskId, System.nanoTime() - begun);
        work.accept(taskId);
      }
    } catch (RuntimeException e) {
      log.warn("Task {} cannot be joined, trying again: {}", taskId, e.getMessage());
    } finally {
      joined.remove(taskId);
    }
  }

  /** Joins no further run. */
  void stop() {
    stopped = true;
    timer.shutdownNow();
  }

  /** Whether no part is running on this node. */
  boolean isIdle() {
    return joined.isEmpty();
  }
}
