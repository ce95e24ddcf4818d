package dev.quern.task.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * The part of a task's {@code detail} that describes its run; its type adds a report of its own.
 */
public final class RunDetail {

  static final String WAITING_SINCE = "waiting_since";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

  private RunDetail() {}

  /** The current activity of the run. */
  public static ObjectNode of(Run run, Duration stallAfter) {
    ObjectNode detail = JsonNodeFactory.instance.objectNode();
    detail.put("phase", run.activity().phase());
    detail.put("rate", run.activity().throughput().rate());
    waiting(detail, run.activity().waiting());
    boolean stalled = run.activity().throughput().idleMillis() >= stallAfter.toMillis();
    detail.put(
        "stalled",
        stalled
            ? "no item has been stored for "
                + Duration.ofMillis(run.activity().throughput().idleMillis()).toMinutes()
                + " min"
            : null);
    return detail;
  }

  private static void waiting(ObjectNode detail, RunActivity.@Nullable Waiting waiting) {
    detail.put("waiting_for", waiting == null ? null : sentence(waiting));
    detail.put(WAITING_SINCE, waiting == null ? null : waiting.since().toString());
  }

  private static @Nullable String sentence(RunActivity.Waiting waiting) {
    return waiting.reason() == null
        ? null
        : waiting.reason() + ", next try at " + TIME.format(waiting.nextTry());
  }

  /** What a waiting run shows after it has given up its place. */
  public static ObjectNode yielded(Run run) {
    ObjectNode detail = JsonNodeFactory.instance.objectNode();
    detail.put("phase", "waiting");
    waiting(detail, run.activity().waiting());
    return ended(detail);
  }

  /** Removes what no longer applies when the run has ended. */
  static ObjectNode ended(ObjectNode detail) {
    detail.putNull("rate");
    detail.putNull("stalled");
    return detail;
  }

  /** What remains when the task has ended. */
  public static ObjectNode ended() {
    ObjectNode detail = JsonNodeFactory.instance.objectNode();
    waiting(detail, null);
    detail.putNull("phase");
    return ended(detail);
  }
}
