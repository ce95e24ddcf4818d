package dev.quern.task.run;

import dev.quern.task.model.Task;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The activity of a run: its rate, its phase, and what it waits for. */
public final class RunActivity {

  /**
   * What a run waits for.
   *
   * @param reason null if a call has been sent again but has no reply yet
   * @param since when the wait began; no item has been stored since
   */
  public record Waiting(@Nullable String reason, Instant nextTry, Instant since) {}

  private final Clock clock;
  private final Throughput throughput;
  private final AtomicReference<@Nullable Waiting> waiting = new AtomicReference<>();
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger countFailure = new AtomicInteger();
  private volatile String phase = "items";
  private String reported = "";
  private double reportedRate = -1;
  private Set<Integer> parts = Set.of(); // of the monitor's thread
  private int endedItems; // of the writer's thread

  RunActivity(Task task, Clock clock) {
    this.clock = clock;
    this.throughput = new Throughput(clock);
    if (task.detail().hasNonNull(RunDetail.WAITING_SINCE)) {
      // It gave its place back while it waited, and has not been through since.
      Instant since = Instant.parse(task.detail().get(RunDetail.WAITING_SINCE).asText());
      waiting.set(new Waiting(null, since, since));
    }
  }

  void onWait(String reason, Instant nextTry) {
    waiting.updateAndGet(
        before -> new Waiting(reason, nextTry, before == null ? clock.instant() : before.since()));
  }

  void onResume() {
    waiting.updateAndGet(
        before -> before == null ? null : new Waiting(null, before.since(), before.since()));
  }

  /** Records that a model call is sent. */
  public void onSent() {
    sent.incrementAndGet();
  }

  /** Records that a model call has ended. */
  public void onEnded() {
    sent.decrementAndGet();
  }

  /** The number of model calls that are sent and have not ended. */
  public int callsInFlight() {
    return sent.get();
  }

  /** What the run waits for; null if nothing has delayed it since the last stored item. */
  public @Nullable Waiting waiting() {
    return waiting.get();
  }

  /** Records that items have ended and are stored. */
  public void stored(int ended) {
    endedItems += ended;
    throughput.ended(ended);
    if (ended > 0) {
      waiting.set(null);
    }
  }

  /**
   * Whether these items prove, after a crash, that the task does not crash its process: two windows
   * of items must have been stored. One item would not be enough, because good items next to a
   * deadly one would then reset the count at every start.
   */
  public boolean provesHealthy(Run run, int more) {
    Task task = run.task();
    return run.leads()
        && task.attempts().crashes() > 0
        && endedItems + more >= 2 * task.parallelism();
  }

  public Throughput throughput() {
    return throughput;
  }

  void setPhase(String now) {
    phase = now;
  }

  String phase() {
    return phase;
  }

  /** The number of failed items so far, including this one. */
  public int countFailure() {
    return countFailure.incrementAndGet();
  }

  /** Whether a part of the run that was seen before is missing now. */
  public boolean isPartGone(Set<Integer> now) {
    boolean gone = !now.containsAll(parts);
    parts = now;
    return gone;
  }

  /** Whether this rate is another than the last one of this method. */
  public boolean markRate(double rate) {
    boolean news = rate != reportedRate;
    reportedRate = rate;
    return news;
  }

  /** Whether this situation has not been logged for the run before; then it counts as logged. */
  public boolean markReported(String situation) {
    boolean news = !situation.equals(reported);
    reported = situation;
    return news;
  }
}
