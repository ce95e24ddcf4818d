package dev.quern.task.type;

/** How several nodes may work on one task. */
public enum Sharing {
  /** They do not share: an item may need something that only one node has. */
  NONE,
  /** They divide its parallelism, because its items wait for a model. */
  PLACES,
  /** Each node uses all of its CPU workers. */
  WORKERS
}
