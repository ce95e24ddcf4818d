package dev.quern.task;

/**
 * What a task asked of models.
 *
 * @param calls requests that were sent
 * @param inputTokens as the providers count them
 * @param outputTokens as the providers count them
 */
public record Usage(long calls, long inputTokens, long outputTokens) {}
