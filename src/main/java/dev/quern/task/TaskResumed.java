package dev.quern.task;

/**
 * Published when a task is resumed, in the transaction that does so.
 *
 * @param id the task
 */
public record TaskResumed(String id) {}
