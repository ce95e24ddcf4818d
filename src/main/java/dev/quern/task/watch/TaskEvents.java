package dev.quern.task.watch;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Notifies the watchers of a task on this node about changes. */
@Component("taskEvents")
public class TaskEvents {

  private final Map<String, List<Consumer<String>>> watchers = new ConcurrentHashMap<>();

  /** Calls {@code watcher} with the task's id on each change, until the result is closed. */
  public AutoCloseable watch(String taskId, Consumer<String> watcher) {
    watchers.computeIfAbsent(taskId, id -> new CopyOnWriteArrayList<>()).add(watcher);
    return () ->
        watchers.computeIfPresent(
            taskId,
            (id, list) -> {
              list.remove(watcher);
              return list.isEmpty() ? null : list;
            });
  }

  /** Notifies the watchers that the state or the counts of the task have changed. */
  public void changed(String taskId) {
    watchers.getOrDefault(taskId, List.of()).forEach(watcher -> watcher.accept(taskId));
  }
}
