package dev.quern.task.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides which executions and parts of other nodes are dead. One missed heartbeat proves nothing:
 * after a database outage, or when this process was suspended, all heartbeats are old and the nodes
 * had no chance to send new ones. So an execution counts as dead only if a second check, made in
 * time, still finds the same old heartbeat. Not thread-safe.
 */
public final class MissedHeartbeats {

  private final Duration latest;
  private final Map<String, Sight> seen = new HashMap<>();

  private record Sight(@Nullable Instant heartbeat, Instant at) {}

  /**
   * @param latest the longest time between two checks when nothing delays this node
   */
  public MissedHeartbeats(Duration latest) {
    this.latest = latest;
  }

  /**
   * Records the last heartbeat of a silent execution, and returns whether the execution is dead.
   */
  public boolean isDead(String execution, @Nullable Instant heartbeat, Instant now) {
    seen.values().removeIf(sight -> sight.at().plus(latest).isBefore(now));
    Sight before = seen.put(execution, new Sight(heartbeat, now));
    return before != null
        && (heartbeat == null ? before.heartbeat() == null : heartbeat.equals(before.heartbeat()));
  }
}
