package dev.quern.api;

import dev.quern.DaemonTimer;
import dev.quern.task.Task;
import dev.quern.task.TaskEvents;
import dev.quern.task.Tasks;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Server-Sent Events of tasks: {@code event: task} with the task's JSON on every change, four a
 * second at most, the last one when it has ended. A change marks a stream; a timer sends what is
 * marked, and looks each second anyway, since the task may run on another node.
 */
@Component
class TaskEventStreams implements SmartLifecycle {

  private static final long EVERY_MS = 250;
  private static final int LOOK_ANYWAY = 4;

  private final Tasks tasks;
  private final TaskEvents events;
  private final Set<Stream> streams = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer = DaemonTimer.named("task-events");
  private volatile boolean started;
  private int ticks;

  TaskEventStreams(Tasks tasks, TaskEvents events) {
    this.tasks = tasks;
    this.events = events;
  }

  private static final class Stream {
    private final String taskId;
    private final SseEmitter emitter = new SseEmitter(0L);
    private volatile boolean changed = true;
    private volatile String sent = "";

    Stream(String taskId) {
      this.taskId = taskId;
    }
  }

  SseEmitter open(String taskId) {
    tasks.get(taskId);
    Stream stream = new Stream(taskId);
    AutoCloseable watch = events.watch(taskId, id -> stream.changed = true);
    Runnable close =
        () -> {
          streams.remove(stream);
          try {
            watch.close();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        };
    stream.emitter.onCompletion(close);
    stream.emitter.onError(error -> close.run());
    streams.add(stream);
    return stream.emitter;
  }

  private void tick() {
    boolean lookAnyway = ++ticks % LOOK_ANYWAY == 0;
    for (Stream stream : streams) {
      if (stream.changed || lookAnyway) {
        stream.changed = false;
        send(stream);
      }
    }
  }

  private void send(Stream stream) {
    try {
      Task task = tasks.get(stream.taskId);
      String state = task.state() + "/" + task.updateAt();
      if (!state.equals(stream.sent)) {
        stream.emitter.send(
            SseEmitter.event().name("task").data(TaskView.of(task), MediaType.APPLICATION_JSON));
        stream.sent = state;
      }
      if (task.state().isEnd()) {
        stream.emitter.complete();
      }
    } catch (IOException | RuntimeException e) {
      stream.emitter.completeWithError(e);
    }
  }

  @Override
  public void start() {
    started = true;
    timer.scheduleWithFixedDelay(this::tick, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() {
    timer.shutdownNow();
    streams.forEach(stream -> stream.emitter.complete());
    started = false;
  }

  @Override
  public boolean isRunning() {
    return started;
  }
}
