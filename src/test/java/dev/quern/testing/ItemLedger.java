package dev.quern.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A stand-in for the bean {@code taskItems}: notes in words what a task type's route does. */
public class ItemLedger {

  private final List<String> notes = new CopyOnWriteArrayList<>();
  private volatile @Nullable String stopped;
  private volatile CyclicBarrier together = new CyclicBarrier(1);

  /** What has been done with an item, in its order, such as {@code begin a}. */
  public List<String> of(String ref) {
    return notes.stream().filter(note -> note.matches("\\w+ " + ref + "\\b.*")).toList();
  }

  /** From here on, no item is begun. */
  public void stop(String reason) {
    stopped = reason;
  }

  /** From here on, an item that is begun waits until that many have come as far. */
  public void beginTogether(int items) {
    together = new CyclicBarrier(items);
  }

  /** Forgets everything. */
  public void clear() {
    notes.clear();
    stopped = null;
    together = new CyclicBarrier(1);
  }

  public Item begin(Item item) throws Exception {
    if (stopped != null) {
      throw new IllegalStateException(stopped);
    }
    together.await(30, TimeUnit.SECONDS);
    notes.add("begin " + item.ref());
    return item;
  }

  public Item store(Item item, Object value) {
    notes.add("store " + item.ref() + " " + value);
    return item;
  }

  public Item fail(Item item, Throwable reason) {
    notes.add("fail " + item.ref() + " " + reason.getMessage());
    return item;
  }

  public void release(Item item) {
    notes.add("release " + item.ref());
  }

  /** An item of a run. */
  public record Item(String ref, Task task) {

    /** An item of the task {@code t}. */
    public static Item of(String ref) {
      return new Item(ref, new Task("t"));
    }
  }

  /** The task that it belongs to. */
  public record Task(String id) {}

  /** Something asked that has its value. */
  public record Answered(Object value) {}
}
