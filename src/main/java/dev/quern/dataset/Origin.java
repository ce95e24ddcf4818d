package dev.quern.dataset;

/**
 * The task's item that made a row. No two rows of a table have the same origin, so no result is
 * stored twice.
 *
 * @param itemSeq the item's number in its task
 * @param ordinal the row's number among the rows of its item, from 0
 */
public record Origin(String taskId, int itemSeq, int ordinal) {}
