package dev.quern;

/**
 * This process among those that share one database.
 *
 * @param name unique among the living, and the same again for the process that takes a dead one's
 *     place
 */
public record Node(String name) {}
