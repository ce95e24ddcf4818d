package dev.quern.task.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Executions and parts of other nodes that show no heartbeat. The first sight of one proves
 * nothing: when the database has been away, or this process has been suspended, all heartbeats are
 * old, and the nodes had no chance to send a new one. So an execution is held to be dead when it is
 * as silent still at the next look, and that came in time. For one thread.
 */
public final class MissedHeartbeats {

  private final Duration latest;
  private final Map<String, Sight> seen = new HashMap<>();

  private record Sight(@Nullable Instant heartbeat, Instant at) {}

  /**
   * @param latest how long after a look the next one comes at most, when nothing keeps this node
   *     from it
   */
  public MissedHeartbeats(Duration latest) {
    this.latest = latest;
  }

  /** Notes that an execution is silent since {@code heartbeat}, and says whether it is dead. */
  public boolean isDead(String execution, @Nullable Instant heartbeat, Instant now) {
    seen.values().removeIf(sight -> sight.at().plus(latest).isBefore(now));
    Sight before = seen.put(execution, new Sight(heartbeat, now));
    return before != null
        && (heartbeat == null ? before.heartbeat() == null : heartbeat.equals(before.heartbeat()));
  }
}
