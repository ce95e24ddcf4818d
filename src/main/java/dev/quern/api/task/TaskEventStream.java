package dev.quern.api.task;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** One client that watches a task, and the time of its last event. */
final class TaskEventStream {

  private static final long BETWEEN_EVENTS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long LOOK_ANYWAY = TimeUnit.SECONDS.toNanos(1);

  final String taskId;

  /** The address that it goes to. */
  final String client;

  final SseEmitter emitter = new SseEmitter(0L);

  /** Whether an event is being sent to it now. */
  final AtomicBoolean busy = new AtomicBoolean();

  volatile boolean changed = true;
  volatile @Nullable AutoCloseable watch;
  volatile String sent = "";
  private volatile long looked = System.nanoTime() - LOOK_ANYWAY;
  private volatile long written = looked;

  TaskEventStream(String taskId, String client) {
    this.taskId = taskId;
    this.client = client;
  }

  /** Whether its task may be checked: not within 250 ms of the last event. */
  boolean isDue(long now) {
    return now - written >= BETWEEN_EVENTS && (changed || now - looked >= LOOK_ANYWAY);
  }

  void looks() {
    changed = false;
    looked = System.nanoTime();
  }

  void wrote(String state) {
    sent = state;
    written = System.nanoTime();
  }

  boolean isQuietFor(long nanos) {
    return System.nanoTime() - written >= nanos;
  }

  void close() {
    try (AutoCloseable open = watch) {
      watch = null;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
