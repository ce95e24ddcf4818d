package dev.quern.task;

import dev.quern.task.model.Task;
import java.util.List;

/**
 * What a task would do if it were submitted now.
 *
 * @param task as it would be stored; nothing is stored
 * @param items the number of items it would have
 * @param sample ids of some items, spread evenly over all
 */
public record DryRunResult(Task task, long items, List<String> sample) {}
