package dev.quern.llm.limit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Divides a provider's places among the nodes that use it: each gets as many as the others, or as
 * many as it wants where that is less. If there are fewer places than nodes, the nodes take turns.
 */
final class FairShares {

  private FairShares() {}

  /**
   * @param wants by node, 0 or more
   * @param turn the number of the turn, counting up
   * @return places by node, at most {@code max} in total
   */
  static Map<String, Integer> of(int max, SortedMap<String, Integer> wants, long turn) {
    List<String> hungry = new ArrayList<>(wants.keySet());
    hungry.removeIf(node -> wants.get(node) <= 0);
    if (!hungry.isEmpty() && max < hungry.size()) {
      Collections.rotate(hungry, (int) (turn % hungry.size()));
    }
    Map<String, Integer> shares = new HashMap<>();
    int left = max;
    while (left > 0 && !hungry.isEmpty()) {
      int each = Math.max(1, left / hungry.size());
      for (String node : List.copyOf(hungry)) {
        int has = shares.getOrDefault(node, 0);
        int more = Math.min(Math.min(each, left), wants.get(node) - has);
        shares.put(node, has + more);
        left -= more;
        if (has + more == wants.get(node)) {
          hungry.remove(node);
        }
      }
    }
    return shares;
  }
}
