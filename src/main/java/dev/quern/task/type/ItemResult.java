package dev.quern.task.type;

import dev.quern.task.run.TaskItem;

/** A result on its way to be stored, with the item that it came of. */
public record ItemResult<R>(TaskItem item, R value) {}
