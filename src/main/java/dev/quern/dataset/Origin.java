package dev.quern.dataset;

/**
 * The task and item that generated a row. Origins are unique in a table, so no result is stored
 * twice.
 *
 * @param itemSeq the item's number in its task
 * @param ordinal the row's number among the rows of its item, from 0
 */
public record Origin(String taskId, int itemSeq, int ordinal) {}
