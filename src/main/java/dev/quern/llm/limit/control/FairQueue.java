package dev.quern.llm.limit.control;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A queue in which groups take turns and each group is first in, first out, so that a task with
 * hundreds of requests does not keep one with a few waiting. Not thread-safe.
 */
final class FairQueue<T> {

  private final Map<String, Deque<T>> groups = new LinkedHashMap<>();
  private int size;

  void add(String group, T element) {
    groups.computeIfAbsent(group, key -> new ArrayDeque<>()).add(element);
    size++;
  }

  /** The element whose turn it is; null if the queue is empty. */
  @Nullable T head() {
    return groups.isEmpty() ? null : groups.values().iterator().next().peek();
  }

  /** Removes an element; if it was the head, it is the next group's turn. */
  void remove(String group, T element) {
    Deque<T> queue = groups.get(group);
    if (queue == null) {
      return;
    }
    boolean wasHead = head() == element;
    if (queue.remove(element)) {
      size--;
    }
    if (wasHead || queue.isEmpty()) {
      groups.remove(group);
      if (!queue.isEmpty()) {
        groups.put(group, queue);
      }
    }
  }

  int size() {
    return size;
  }

  void forEach(Consumer<T> action) {
    groups.values().forEach(queue -> queue.forEach(action));
  }
}
