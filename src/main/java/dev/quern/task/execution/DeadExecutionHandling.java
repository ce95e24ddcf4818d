package dev.quern.task.execution;

import com.github.kagkarlsson.scheduler.CurrentlyExecuting;
import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import dev.quern.Node;
import dev.quern.task.lifecycle.MissedHeartbeats;
import dev.quern.task.model.TaskSettings;
import dev.quern.task.queue.RunQueue;
import dev.quern.task.queue.RunRequest;
import java.time.Clock;
import java.util.Collection;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles executions without heartbeats: they are started again, unless they are running on this
 * node, or their node had no chance to send a heartbeat.
 */
final class DeadExecutionHandling implements DeadExecutionHandler<Void> {

  private static final Logger log = LoggerFactory.getLogger(DeadExecutionHandling.class);

  /**
   * The longest time between two checks, in heartbeats: db-scheduler checks at every second one.
   */
  private static final int LATEST_LOOK = 4;

  private final Node node;
  private final TaskRecovery recovery;
  private final RunQueue queue;
  private final Clock clock;
  private final MissedHeartbeats silent;
  private final Supplier<? extends Collection<CurrentlyExecuting>> atWork;

  /**
   * @param atWork the executions of this node's scheduler, including a run that waits to be closed
   */
  DeadExecutionHandling(
      Node node,
      TaskRecovery recovery,
      TaskSettings settings,
      RunQueue queue,
      Clock clock,
      Supplier<? extends Collection<CurrentlyExecuting>> atWork) {
    this.node = node;
    this.recovery = recovery;
    this.queue = queue;
    this.clock = clock;
    this.atWork = atWork;
    this.silent = new MissedHeartbeats(settings.heartbeat().multipliedBy(LATEST_LOOK));
  }

  @Override
  public void deadExecution(ExecutionComplete complete, ExecutionOperations<Void> operations) {
    Execution execution = complete.getExecution();
    String instance = execution.taskInstance.getId();
    RunRequest request = RunRequest.parse(instance);
    String taskId = request.taskId();
    if (isAtWorkHere(execution)) {
      log.warn("Task {} runs on, though its heartbeats were late", taskId);
      queue.beat(instance);
    } else if (silent.isDead(instance, execution.lastHeartbeat, clock.instant())) {
      if (recovery.interrupts()) {
        recovery.interrupt(request);
      }
      log.warn("Task {} was left by {}", taskId, execution.pickedBy);
      operations.reschedule(complete, clock.instant());
    }
  }

  private boolean isAtWorkHere(Execution execution) {
    return node.name().equals(execution.pickedBy)
        && atWork.get().stream()
            .anyMatch(mine -> mine.getTaskInstance().equals(execution.taskInstance));
  }
}
