package dev.quern.task.model;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How tasks run ({@code quern.tasks.*}).
 *
 * @param concurrency tasks at once on this node. Defaults to 4.
 * @param recovery what happens at start to tasks that a dead process left running: resume, or
 *     interrupt. Defaults to resume.
 * @param heartbeat how often a node shows that it lives; after four missed ones others take over.
 *     Defaults to 2s.
 * @param cpuWorkers threads for what works the CPU (extraction, splitting, cleaning), of all tasks
 *     together; 0 for as many as there are cores. Defaults to 0.
 * @param maxQueued tasks of one project that may wait for their turn; more are refused with a 429,
 *     and files stay in the inbox until there is room. Defaults to 10000.
 * @param ageing a task that waits for its turn gains one point of priority each time this is over,
 *     so that none starves. Defaults to 1m.
 * @param stallAfter a running task of which no item is stored for so long says that it is stalled.
 *     Defaults to 10m.
 * @param yieldAfter a task that waits so long for a provider that is down gives its place to
 *     others. Defaults to 1m.
 * @param keepItems done items of ended tasks are kept for so long; failed ones, and the counts,
 *     always. Defaults to 30d.
 * @param shareFrom nodes with a free place join a task that calls a model while so many of its
 *     items are open and nobody's; a task that works the CPU while there are four for each worker.
 *     Defaults to 2000.
 */
@ConfigurationProperties("quern.tasks")
public record TaskSettings(
    @DefaultValue("4") int concurrency,
    @DefaultValue("resume") Recovery recovery,
    @DefaultValue("2s") Duration heartbeat,
    @DefaultValue("0") int cpuWorkers,
    @DefaultValue("10000") int maxQueued,
    @DefaultValue("1m") Duration ageing,
    @DefaultValue("10m") Duration stallAfter,
    @DefaultValue("1m") Duration yieldAfter,
    @DefaultValue("30d") Duration keepItems,
    @DefaultValue("2000") int shareFrom) {

  /** What happens at start to tasks that a dead process left running. */
  public enum Recovery {
    RESUME,
    INTERRUPT
  }

  public TaskSettings {
    cpuWorkers = cpuWorkers < 1 ? Runtime.getRuntime().availableProcessors() : cpuWorkers;
    if (concurrency < 1 || concurrency > 1000) {
      throw new IllegalArgumentException(
          "quern.tasks.concurrency is " + concurrency + "; it must be between 1 and 1000");
    }
    if (maxQueued < 1) {
      throw new IllegalArgumentException(
          "quern.tasks.max-queued is " + maxQueued + "; it must be 1 at least");
    }
    if (shareFrom < 1) {
      throw new IllegalArgumentException(
          "quern.tasks.share-from is " + shareFrom + "; it must be 1 at least");
    }
    if (ageing.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "quern.tasks.ageing is " + ageing + "; it must be 1 s at least");
    }
    if (heartbeat.compareTo(Duration.ofMillis(100)) < 0) {
      throw new IllegalArgumentException(
          "quern.tasks.heartbeat is " + heartbeat + "; it must be 100 ms at least");
    }
  }
}
