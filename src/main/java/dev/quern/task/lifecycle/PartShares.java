package dev.quern.task.lifecycle;

import dev.quern.task.store.Part;
import java.util.List;

/**
 * Divides a task's parallelism among the parts of its run: each gets as many places as the others,
 * and what is left over goes to the first ones, one each.
 */
final class PartShares {

  private PartShares() {}

  /**
   * @param parts in the same order for each who asks
   * @param number of the part that asks
   * @return its places; 0 where it is not among them, or there are more parts than places
   */
  static int of(int parallelism, List<Part> parts, int number) {
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).number() == number) {
        return parallelism / parts.size() + (i < parallelism % parts.size() ? 1 : 0);
      }
    }
    return 0;
  }
}
