package dev.quern.task.type;

import dev.quern.task.run.TaskItem;

/** A result to be stored, with its item. */
public record ItemResult<R>(TaskItem item, R value) {}
