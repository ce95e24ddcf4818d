package dev.quern.task.lifecycle;

import dev.quern.task.store.RunPart;
import java.util.List;

/**
 * Divides a task's parallelism among the parts of its run: equal shares, and the first parts get
 * one more each for the remainder.
 */
final class PartShares {

  private PartShares() {}

  /**
   * @param parts in the same order on every node
   * @param number the number of the part whose share is asked for
   * @return its places; 0 if it is not among the parts, or there are more parts than places
   */
  static int of(int parallelism, List<RunPart> parts, int number) {
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).number() == number) {
        return parallelism / parts.size() + (i < parallelism % parts.size() ? 1 : 0);
      }
    }
    return 0;
  }
}
