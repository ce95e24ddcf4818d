package dev.quern.task;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** How a run goes on: its pace, its phase, and what keeps it. */
final class RunProgress {

  /**
   * What keeps a run from going on.
   *
   * @param reason null where a call has gone out again, and its reply is not in yet
   * @param since when it was first kept from it, no item having been stored since
   */
  record Waiting(@Nullable String reason, Instant nextTry, Instant since) {}

  private final Clock clock;
  private final Pace pace;
  private final AtomicReference<@Nullable Waiting> waiting = new AtomicReference<>();
  private final AtomicInteger failures = new AtomicInteger();
  private volatile String phase = "items";
  private String told = "";
  private int endedItems; // of the writer's thread

  RunProgress(Task task, Clock clock) {
    this.clock = clock;
    this.pace = new Pace(clock, task.totalCount() - task.completedCount() - task.failedCount());
    if (task.detail().hasNonNull(RunDetail.WAITING_SINCE)) {
      // It gave its place back while it waited, and has not been through since.
      Instant since = Instant.parse(task.detail().get(RunDetail.WAITING_SINCE).asText());
      waiting.set(new Waiting(null, since, since));
    }
  }

  void waits(String reason, Instant nextTry) {
    waiting.updateAndGet(
        before -> new Waiting(reason, nextTry, before == null ? clock.instant() : before.since()));
  }

  void goesOn() {
    waiting.updateAndGet(
        before -> before == null ? null : new Waiting(null, before.since(), before.since()));
  }

  /** What keeps the run; null where nothing has kept it since its last stored item. */
  @Nullable Waiting waiting() {
    return waiting.get();
  }

  /** So many items have ended, and are stored. */
  void stored(int ended) {
    endedItems += ended;
    pace.ended(ended);
    if (ended > 0) {
      waiting.set(null);
    }
  }

  /**
   * Whether so many more items show that the task does not bring its process down, after a run of
   * it that ended with its process: two windows have been stored. Were one item enough, one that
   * kills would have the good ones beside it speak for it, start after start.
   */
  boolean clears(Task task, int more) {
    return task.crashes() > 0 && endedItems + more >= 2 * task.parallelism();
  }

  Pace pace() {
    return pace;
  }

  void phase(String now) {
    phase = now;
  }

  String phase() {
    return phase;
  }

  /** How many of its items have failed so far, this one included. */
  int failures() {
    return failures.incrementAndGet();
  }

  /** Whether this has not been told of the run yet; from now on it has. */
  boolean isNews(String situation) {
    boolean news = !situation.equals(told);
    told = situation;
    return news;
  }
}
