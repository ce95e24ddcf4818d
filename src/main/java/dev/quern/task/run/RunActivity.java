package dev.quern.task.run;

import dev.quern.task.model.Task;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** How a run goes on: its pace, its phase, and what keeps it. */
public final class RunActivity {

  /**
   * What keeps a run from going on.
   *
   * @param reason null where a call has gone out again, and its reply is not in yet
   * @param since when it was first kept from it, no item having been stored since
   */
  public record Waiting(@Nullable String reason, Instant nextTry, Instant since) {}

  private final Clock clock;
  private final Throughput throughput;
  private final AtomicReference<@Nullable Waiting> waiting = new AtomicReference<>();
  private final AtomicInteger countFailure = new AtomicInteger();
  private volatile String phase = "items";
  private String reported = "";
  private Set<Integer> parts = Set.of(); // of the monitor's thread
  private int endedItems; // of the writer's thread

  RunActivity(Task task, Clock clock) {
    this.clock = clock;
    this.throughput = new Throughput(clock, task.counts().open());
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

  /** What keeps the run; null where nothing has kept it since its last stored item. */
  public @Nullable Waiting waiting() {
    return waiting.get();
  }

  /** So many items have ended, and are stored. */
  public void stored(int ended) {
    endedItems += ended;
    throughput.ended(ended);
    if (ended > 0) {
      waiting.set(null);
    }
  }

  /**
   * Whether so many more items show that the task does not bring its process down, after a run of
   * it that ended with its process: two windows have been stored. Were one item enough, one that
   * kills would have the good ones beside it speak for it, start after start.
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

  void phase(String now) {
    phase = now;
  }

  String phase() {
    return phase;
  }

  /** How many of its items have failed so far, this one included. */
  public int countFailure() {
    return countFailure.incrementAndGet();
  }

  /** Whether a part of the run that was seen before is no longer among these. */
  public boolean isPartGone(Set<Integer> now) {
    boolean gone = !now.containsAll(parts);
    parts = now;
    return gone;
  }

  /** Whether this has not been told of the run yet; from now on it has. */
  public boolean markReported(String situation) {
    boolean news = !situation.equals(reported);
    reported = situation;
    return news;
  }
}
