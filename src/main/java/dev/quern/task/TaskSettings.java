package dev.quern.task;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How tasks run ({@code quern.tasks.*}).
 *
 * @param concurrency tasks at once on this node
 * @param recovery what happens at start to tasks that a dead process left running: resume, or
 *     interrupt
 * @param heartbeat how often a node shows that it lives; after four missed ones others take over
 * @param cpuWorkers items at once of a task that works the CPU, such as splitting; 0 for as many as
 *     there are cores
 */
@ConfigurationProperties("quern.tasks")
public record TaskSettings(
    @DefaultValue("4") int concurrency,
    @DefaultValue("resume") Recovery recovery,
    @DefaultValue("2s") Duration heartbeat,
    @DefaultValue("0") int cpuWorkers) {

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
    if (heartbeat.compareTo(Duration.ofMillis(100)) < 0) {
      throw new IllegalArgumentException(
          "quern.tasks.heartbeat is " + heartbeat + "; it must be 100 ms at least");
    }
  }
}
