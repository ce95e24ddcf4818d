package dev.quern.api.task;

import dev.quern.DaemonThreads;
import dev.quern.error.NotFoundException;
import dev.quern.meter.QuernMeter;
import dev.quern.task.Tasks;
import dev.quern.task.model.Task;
import dev.quern.task.watch.TaskEvents;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Server-Sent Events of tasks: {@code event: task} with the task's JSON on every change, four a
 * second at most, the last one when it has ended. A change marks a stream; a timer has the marked
 * ones sent, and looks each second anyway, since the task may run on another node. A few threads
 * read tasks, so that a thousand streams leave connections of the database to others; each stream
 * is written to on a thread of its own while that lasts, so that a client that does not read holds
 * up nobody but itself, until the server hangs up on it. A stream that is quiet for {@code
 * quern.events.keep-alive} [15s] gets a comment, which is how a client that has gone away is
 * noticed.
 */
@Component
class TaskEventStreams implements SmartLifecycle {

  private static final int READERS = 8;
  private static final long TICK_MS = 100;

  private final Tasks tasks;
  private final TaskEvents events;
  private final long keepAlive;
  private final int maxStreams;
  private final int maxStreamsOfAClient;
  private final Set<TaskEventStream> streams = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer = DaemonThreads.timer("task-events");
  private final ExecutorService readers =
      Executors.newFixedThreadPool(READERS, DaemonThreads.named("task-events-reader"));
  private final ExecutorService senders =
      Executors.newCachedThreadPool(DaemonThreads.named("task-events-sender"));
  private volatile boolean started;

  TaskEventStreams(Tasks tasks, TaskEvents events, EventSettings settings, MeterRegistry meters) {
    this.tasks = tasks;
    this.events = events;
    this.keepAlive = settings.keepAlive().toNanos();
    this.maxStreams = settings.maxStreams();
    this.maxStreamsOfAClient = settings.maxStreamsOfAClient();
    QuernMeter.EVENT_STREAMS.gauge(meters, streams, Set::size);
  }

  /**
   * A stream of the task's events, which begins with the current state.
   *
   * @throws ResponseStatusException when too many are open (429)
   */
  SseEmitter open(String taskId, String client) {
    tasks.get(taskId);
    if (streams.stream().filter(stream -> stream.client.equals(client)).count()
        >= maxStreamsOfAClient) {
      throw new ResponseStatusException(
          HttpStatus.TOO_MANY_REQUESTS,
          maxStreamsOfAClient
              + " streams of events are open to this address, which is the most"
              + " (quern.events.max-streams-of-a-client); close one.");
    }
    if (streams.size() >= maxStreams) {
      throw new ResponseStatusException(
          HttpStatus.TOO_MANY_REQUESTS,
          maxStreams
              + " streams of events are open, which is the most (quern.events.max-streams); close"
              + " one, or ask for the task now and then.");
    }
    TaskEventStream stream = new TaskEventStream(taskId, client);
    stream.watch = events.watch(taskId, id -> stream.changed = true);
    stream.emitter.onCompletion(() -> close(stream));
    stream.emitter.onError(error -> close(stream));
    streams.add(stream);
    return stream.emitter;
  }

  private void close(TaskEventStream stream) {
    streams.remove(stream);
    stream.close();
  }

  private void tick() {
    long now = System.nanoTime();
    for (TaskEventStream stream : streams) {
      if (stream.isDue(now) && stream.busy.compareAndSet(false, true)) {
        readers.execute(() -> look(stream));
      }
    }
  }

  private void look(TaskEventStream stream) {
    try {
      stream.looks();
      Task task = tasks.get(stream.taskId);
      senders.execute(() -> send(stream, task));
      return;
    } catch (DataAccessException | TransactionException e) {
      stream.changed = true; // the database is away: look again
    } catch (NotFoundException e) {
      end(stream); // the task was deleted
    }
    stream.busy.set(false);
  }

  private void send(TaskEventStream stream, Task task) {
    try {
      String state = task.state() + "/" + task.times().updated();
      if (!state.equals(stream.sent)) {
        stream.emitter.send(
            SseEmitter.event().name("task").data(TaskView.of(task), MediaType.APPLICATION_JSON));
        stream.wrote(state);
      } else if (stream.isQuietFor(keepAlive)) {
        stream.emitter.send(SseEmitter.event().comment("still here"));
        stream.wrote(state);
      }
      if (task.state().isEnd()) {
        end(stream);
      }
    } catch (IOException | RuntimeException e) {
      close(stream);
      stream.emitter.completeWithError(e);
    } finally {
      stream.busy.set(false);
    }
  }

  private void end(TaskEventStream stream) {
    close(stream);
    stream.emitter.complete();
  }

  @Override
  public void start() {
    started = true;
    timer.scheduleWithFixedDelay(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() {
    timer.shutdownNow();
    readers.shutdownNow();
    senders.shutdownNow();
    streams.forEach(this::end);
    started = false;
  }

  @Override
  public boolean isRunning() {
    return started;
  }
}
