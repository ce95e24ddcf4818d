package dev.quern.task.type;

/** How several nodes may work on one task. */
public enum Sharing {
  /** Not at all: what an item needs may lie on one node alone. */
  NONE,
  /** They divide its parallelism among them: its items wait for a model. */
  PLACES,
  /** Each works with all of its CPU workers. */
  WORKERS
}
