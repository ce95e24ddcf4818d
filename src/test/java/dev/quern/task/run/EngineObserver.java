package dev.quern.task.run;

import dev.quern.task.model.Task;
import dev.quern.task.model.TaskState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The reference: what the engine has acknowledged to its users and to the steps of its items, from
 * any thread. What contradicts it is a fault.
 */
final class EngineObserver {

  /** A task as it was when a request about it was answered. */
  record Acknowledged(String taskId, int attempt) {}

  private final List<String> tasks = new CopyOnWriteArrayList<>();
  private final Set<String> deleting = ConcurrentHashMap.newKeySet();
  private final Queue<Acknowledged> cancels = new ConcurrentLinkedQueue<>();
  private final Queue<Acknowledged> resumes = new ConcurrentLinkedQueue<>();
  private final Map<String, Set<String>> attempted = new ConcurrentHashMap<>();
  private final Map<String, String> stored = new ConcurrentHashMap<>();
  private final Map<String, Integer> opened = new ConcurrentHashMap<>();
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final Map<String, Integer> seen = new ConcurrentHashMap<>();

  void created(Task task) {
    tasks.add(task.id());
  }

  void cancelled(Task task) {
    if (task.state() != TaskState.INTERRUPTED && task.state() != TaskState.CANCELLING) {
      fault("cancel of " + task.id() + " left it " + task.state());
    }
    cancels.add(new Acknowledged(task.id(), task.generation()));
  }

  void paused(Task task) {
    if (task.state() != TaskState.PAUSED) {
      fault("pause of " + task.id() + " left it " + task.state());
    }
  }

  void resumed(Task task) {
    if (task.state() != TaskState.QUEUED && task.state() != TaskState.WAITING) {
      fault("resume of " + task.id() + " left it " + task.state());
    }
    resumes.add(new Acknowledged(task.id(), task.generation()));
  }

  void deleting(String taskId) {
    deleting.add(taskId);
  }

  boolean isDeleting(String taskId) {
    return deleting.contains(taskId);
  }

  /** A task that was created, more often a late one; null while there is none. */
  @Nullable String anyTask(RandomGenerator random) {
    List<String> now = List.copyOf(tasks);
    int size = now.size();
    return size == 0 ? null : now.get(size - 1 - random.nextInt(Math.min(size, 12)));
  }

  /** A run was opened by the one that leads it, or joined. */
  void opened(Run run) {
    int before = run.leads() ? opened.merge(run.task().id(), run.part(), Math::max) : 0;
    if (before > run.part()) {
      fault(run + " was opened after run " + before);
    }
    count(run.leads() ? run.items().isClaiming() ? "led on" : "runs" : "joined");
  }

  void attempted(TaskItem item, String value) {
    attempted.computeIfAbsent(key(item), k -> ConcurrentHashMap.newKeySet()).add(value);
  }

  /**
   * The engine says that the result is stored.
   *
   * @param superseded whether another run had begun before it was handed over
   */
  void acknowledged(TaskItem item, String value, boolean superseded) {
    if (superseded) {
      fault("a superseded run stored " + item);
    }
    String before = stored.putIfAbsent(key(item), value);
    if (before != null) {
      fault(item + " was stored twice: " + before + ", " + value);
    }
    count("results");
  }

  private static String key(TaskItem item) {
    return key(item.task().id(), item.seq());
  }

  static String key(String taskId, int seq) {
    return taskId + "/" + seq;
  }

  /** Results that were acknowledged, by {@link #key}. */
  Map<String, String> stored() {
    return stored;
  }

  boolean wasAttempted(String key, String value) {
    return attempted.getOrDefault(key, Set.of()).contains(value);
  }

  Collection<Acknowledged> cancels() {
    return cancels;
  }

  Collection<Acknowledged> resumes() {
    return resumes;
  }

  List<String> tasks() {
    return tasks;
  }

  /** Counts what happened, to see that a test does not pass for want of it. */
  void count(String what) {
    seen.merge(what, 1, Integer::sum);
  }

  Map<String, Integer> seen() {
    return seen;
  }

  void fault(String what) {
    faults.add(what);
  }

  /** Something was thrown that nothing explains. */
  void unexpected(String where, Throwable thrown) {
    java.io.StringWriter trace = new java.io.StringWriter();
    thrown.printStackTrace(new java.io.PrintWriter(trace));
    fault(where + ": " + trace);
  }

  List<String> faults() {
    return new ArrayList<>(faults);
  }
}
