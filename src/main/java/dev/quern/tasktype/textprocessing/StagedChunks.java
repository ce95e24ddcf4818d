package dev.quern.tasktype.textprocessing;

import dev.quern.task.run.TaskItem;

/** The chunks of one file, staged under the item that made them. */
public record StagedChunks(TaskItem item) {}
