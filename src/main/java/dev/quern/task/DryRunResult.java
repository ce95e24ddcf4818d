package dev.quern.task;

import dev.quern.task.model.Task;
import java.util.List;

/**
 * What a task would do if it were submitted now.
 *
 * @param task as it would be stored; it is not
 * @param items how many it would have
 * @param sample the ids of some of them, spread over all
 */
public record DryRunResult(Task task, long items, List<String> sample) {}
