package dev.quern.document.parser;

import dev.quern.DaemonThreads;
import dev.quern.document.parser.ParseReport.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parser processes of this JVM: started when needed, kept warm between documents, ended when
 * they have been idle for a while. If a process dies or exceeds the timeout, only its document
 * fails.
 */
public class ParserProcesses implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ParserProcesses.class);

  private final ExtractionSettings limits;
  private final Semaphore places;
  private final ConcurrentLinkedDeque<Idle> idle = new ConcurrentLinkedDeque<>();
  private final ScheduledExecutorService sweeper = DaemonThreads.timer("parser-sweeper");
  private volatile boolean closed;

  private record Idle(ParserProcess process, long since) {}

  public ParserProcesses(ExtractionSettings limits) {
    this.limits = limits;
    this.places = new Semaphore(limits.processes(), true);
    long period = Math.max(1, limits.idle().toMillis() / 2);
    sweeper.scheduleWithFixedDelay(this::sweep, period, period, TimeUnit.MILLISECONDS);
  }

  /**
   * Reads a document, waiting for a free process first.
   *
   * @throws IOException when no process can be started
   * @throws InterruptedException when interrupted; the process that read the document is killed
   */
  public ParseReport parse(ParserProtocol.Request request)
      throws IOException, InterruptedException {
    places.acquire();
    try {
      ParserProcess process = take();
      boolean used = process.isUsed();
      ParseReport report = run(process, request);
      boolean died =
          report.outcome() == Outcome.OUT_OF_MEMORY || report.outcome() == Outcome.CRASHED;
      // What documents before this one left behind may be to blame.
      return died && used ? run(start(), request) : report;
    } finally {
      places.release();
    }
  }

  private ParseReport run(ParserProcess process, ParserProtocol.Request request)
      throws InterruptedException {
    ParseReport report = process.parse(request, limits.timeout());
    if (process.isAlive() && report.outcome() != Outcome.CRASHED) {
      idle.push(new Idle(process, System.nanoTime()));
      if (closed) {
        endIdle(Duration.ZERO);
      }
    } else {
      process.close();
      log.info(
          "Parser process {} ended while reading '{}': {}",
          process.pid(),
          request.fileName(),
          report.outcome());
    }
    return report;
  }

  private ParserProcess take() throws IOException, InterruptedException {
    for (Idle next = idle.poll(); next != null; next = idle.poll()) {
      if (next.process().isAlive()) {
        return next.process();
      }
      next.process().close();
    }
    return start();
  }

  private ParserProcess start() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    ParserProcess process = ParserProcess.start(limits.memory());
    log.info(
        "Parser process {} started in {} ms",
        process.pid(),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
    return process;
  }

  private void sweep() {
    endIdle(limits.idle());
  }

  private void endIdle(Duration age) {
    for (Idle candidate : idle) {
      boolean old = System.nanoTime() - candidate.since() >= age.toNanos();
      if (old && idle.remove(candidate)) {
        candidate.process().close();
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    sweeper.shutdownNow();
    endIdle(Duration.ZERO);
  }
}
