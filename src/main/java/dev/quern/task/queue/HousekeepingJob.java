package dev.quern.task.queue;

import java.time.Duration;

/**
 * Something that is looked after now and then, once in a cluster.
 *
 * @param name unique, in kebab-case
 * @param every the time between two of its runs
 */
public record HousekeepingJob(String name, Duration every, Runnable work) {}
