package dev.quern.pipeline.reading;

import dev.quern.DaemonThreads;
import dev.quern.task.model.TaskSettings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks four times a second after what this node has offered and taken: shows that it lives, sees
 * what others have read, and takes back what a dead one has not. It stops before Camel, so that no
 * route waits for other nodes when the process ends.
 */
@Component
class ReadingWatch implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(ReadingWatch.class);
  private static final long EVERY_MS = 250;

  /** What is known of a file that this node has offered. */
  enum Known {
    FREE,
    READ_ELSEWHERE,
    ENDED
  }

  private final ReadingRows rows;
  private final TaskSettings settings;
  private final Map<String, Known> offered = new ConcurrentHashMap<>();
  private final Set<String> taken = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer = DaemonThreads.timer("reading-watch");
  private long lastBeat = System.nanoTime();
  private final Object looked = new Object();
  private volatile boolean started;

  ReadingWatch(ReadingRows rows, TaskSettings settings) {
    this.rows = rows;
    this.settings = settings;
  }

  @Override
  public void start() {
    started = true;
    timer.scheduleWithFixedDelay(this::lookAndGoOn, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
  }

  /** Watches an offer of this node. */
  void offered(String id) {
    offered.put(id, Known.FREE);
  }

  /** The last that is known of an offer. */
  Known of(String id) {
    return offered.getOrDefault(id, Known.ENDED);
  }

  /** Notes that another node has taken it. */
  void takenElsewhere(String id) {
    offered.replace(id, Known.FREE, Known.READ_ELSEWHERE);
  }

  void forget(String id) {
    offered.remove(id);
  }

  /** Waits until this node has looked at its offers again, or ends. */
  void awaitLook() throws InterruptedException {
    synchronized (looked) {
      if (started) {
        looked.wait();
      }
    }
  }

  private void tellLook() {
    synchronized (looked) {
      looked.notifyAll();
    }
  }

  /** Shows from now on that this node reads the file of another. */
  void reads(String id) {
    taken.add(id);
  }

  void readsNoMore(String id) {
    taken.remove(id);
  }

  private void lookAndGoOn() {
    try {
      look();
    } catch (RuntimeException e) {
      log.warn("The files that wait to be read cannot be looked after: {}", e.getMessage());
    } finally {
      tellLook();
    }
  }

  private void look() {
    List<String> ids = List.copyOf(offered.keySet());
    if (System.nanoTime() - lastBeat >= settings.heartbeat().toNanos()) {
      lastBeat = System.nanoTime();
      beat(!ids.isEmpty());
    }
    if (!ids.isEmpty()) {
      Map<String, ReadingRows.State> states =
          rows.states(ids).stream()
              .collect(Collectors.toMap(ReadingRows.State::id, Function.identity()));
      ids.forEach(id -> offered.computeIfPresent(id, (key, before) -> known(states.get(key))));
    }
  }

  private static Known known(ReadingRows.@org.jspecify.annotations.Nullable State state) {
    if (state == null || state.ended()) {
      return Known.ENDED;
    }
    return state.free() ? Known.FREE : Known.READ_ELSEWHERE;
  }

  private void beat(boolean asks) {
    if (!taken.isEmpty()) {
      rows.beatAsReader(taken);
    }
    if (asks) {
      rows.beatAsAsker();
      int back = rows.takeBack();
      if (back > 0) {
        log.warn("{} files that other nodes were reading are read here: those are silent", back);
      }
    }
  }

  @Override
  public void stop() {
    started = false;
    timer.shutdownNow();
    tellLook();
  }

  @Override
  public boolean isRunning() {
    return started;
  }

  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 60; // Camel's is MAX_VALUE - 101
  }
}
