package dev.quern.llm.accounting;

import dev.quern.DaemonThreads;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Writes every call into {@code llm_call} in the background: one thread writes batches a few times
 * a second. If the database is unreachable until the log is full, the rows of further calls are
 * dropped with a warning, while their sums are kept and written later. Calls that are still out are
 * written too, so that a process that is killed loses what began or ended in the last quarter of a
 * second, and no more.
 */
@Component("callLog")
public class CallLog implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(CallLog.class);
  private static final int MAX_WAITING = 50_000;
  private static final int MAX_AT_ONCE = 2000;
  private static final long GATHER_MS = 250;
  private static final long PAUSE_MS = 2000;

  private final CallRepository rows;
  private final BlockingQueue<CallRecord> queue = new ArrayBlockingQueue<>(MAX_WAITING);
  private final DailyUsage dropped = new DailyUsage();
  private final Thread writer = DaemonThreads.of("call-log", this::work);
  private final Queue<Long> droppedOpen = new ConcurrentLinkedQueue<>();
  private final OpenCalls open;

  /** What could not be written, so far as is known: the answer alone may have been lost. */
  private List<CallRecord> unsure = List.of();

  private volatile boolean running;

  public CallLog(CallRepository rows, Clock clock) {
    this.rows = rows;
    this.open = new OpenCalls(clock);
  }

  /** The calls under way. */
  OpenCalls open() {
    return open;
  }

  /** The name of this process in {@code llm_open_call}. */
  String process() {
    return open.process;
  }

  void add(CallRecord row) {
    if (!queue.offer(row)) {
      dropped.add(row);
      if (row.open() != null && row.open().drop()) {
        droppedOpen.add(row.open().number);
      }
    }
  }

  /** Writes the calls added so far; does not wait for an unreachable database. */
  public void flush() {
    try {
      writeAll();
    } catch (RuntimeException e) {
      log.warn("Model calls cannot be written down yet: {}", e.getMessage());
    }
  }

  private void work() {
    while (running) {
      try {
        TimeUnit.MILLISECONDS.sleep(GATHER_MS);
        writeAll();
      } catch (InterruptedException e) {
        return; // what is left is written by stop
      } catch (RuntimeException e) {
        log.warn("Model calls cannot be written down, trying again: {}", e.getMessage());
        pause();
      }
    }
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
    } catch (InterruptedException e) {
      running = false;
    }
  }

  private synchronized void writeAll() {
    writeOpen();
    DailyUsage sums = dropped.take();
    if (!sums.isEmpty()) {
      log.warn("{} model calls are in the sums alone, the log was full", sums.calls());
      write(List.of(), sums);
    }
    List<CallRecord> before = unsure;
    if (!before.isEmpty()) {
      if (!rows.isStored(before.get(0))) {
        write(before, DailyUsage.of(before));
      }
      unsure = List.of();
    }
    List<CallRecord> batch = new ArrayList<>();
    while (queue.drainTo(batch, MAX_AT_ONCE) > 0) {
      write(batch, DailyUsage.of(batch));
      batch.clear();
    }
  }

  private void writeOpen() {
    List<Long> gone = new ArrayList<>(droppedOpen);
    List<OpenCall> out = open.unwritten();
    rows.addOpen(open.process, out, gone);
    out.forEach(OpenCall::written);
    droppedOpen.removeAll(gone);
  }

  private void write(List<CallRecord> batch, DailyUsage sums) {
    try {
      rows.settle(open.process, batch, sums);
    } catch (RuntimeException e) {
      if (batch.isEmpty()) {
        dropped.addAll(sums);
      } else {
        unsure = List.copyOf(batch);
      }
      throw e;
    }
  }

  @Override
  public void start() {
    running = true;
    writer.start();
  }

  @Override
  public void stop() {
    running = false;
    writer.interrupt();
    flush();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Stops after every component that makes calls. */
  @Override
  public int getPhase() {
    return Integer.MIN_VALUE + 100;
  }
}
