package dev.quern;

/**
 * This process in a cluster with one database.
 *
 * @param name unique among living processes; a process that replaces a dead one has the same name
 */
public record Node(String name) {}
