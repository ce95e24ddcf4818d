package dev.quern.task.queue;

import java.time.Duration;

/**
 * A recurring job that runs on one node of a cluster at a time.
 *
 * @param name unique, in kebab-case
 * @param every the time between two of its runs
 */
public record HousekeepingJob(String name, Duration every, Runnable work) {}
