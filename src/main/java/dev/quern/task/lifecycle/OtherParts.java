package dev.quern.task.lifecycle;

import dev.quern.task.run.Run;
import dev.quern.task.run.StopReason;
import dev.quern.task.store.PartRepository;
import dev.quern.task.store.RunPart;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Ends the other parts of a run before its leader closes it. */
@Component
class OtherParts {

  /** How long the leader waits for the other parts after a stop that interrupts. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final long LOOK_MS = 25;

  private final PartRepository parts;
  private final SharedRuns shared;

  OtherParts(PartRepository parts, SharedRuns shared) {
    this.parts = parts;
    this.shared = shared;
  }

  /**
   * Stops all other parts: they store their results and leave. The leader does not wait for parts
   * that are dead or do not react to an interrupt; these cannot write after the run is closed.
   */
  void dismiss(Run run, @Nullable Throwable failure) {
    StopReason why = run.stopped();
    if (!run.items().isClaiming()
        || why == StopReason.SHUTDOWN
        || why == StopReason.PAUSED
        || why == StopReason.SUPERSEDED) {
      return;
    }
    StopReason told = why != null ? why : failure == null ? StopReason.LEAVING : StopReason.FATAL;
    String reason = failure == null ? run.stopReason() : RunClosing.error(failure);
    parts.stopAll(run.task().id(), told.name(), reason);
    long begun = System.nanoTime();
    boolean soon = told != StopReason.BUDGET_EXCEEDED;
    while (anyAtWork(run)
        && !run.isAbandoned()
        && !(soon && System.nanoTime() - begun > PATIENCE.toNanos())) {
      pause();
    }
  }

  private boolean anyAtWork(Run run) {
    List<RunPart> all = shared.of(run);
    return all.stream().anyMatch(part -> part.number() == run.part())
        && all.stream().anyMatch(part -> part.number() != run.part() && !part.silent());
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the other parts of a run end", e);
    }
  }
}
