package dev.quern.document.reader.rtf;

import java.util.HashMap;
import java.util.Map;

/**
 * How deep items are where several lists stand in each other: Word gives each its own levels from 0
 * and only indents the inner one further.
 */
final class RtfDepths {

  private final Map<Integer, Integer> added = new HashMap<>();
  private int left;
  private int depth;

  /** The depth of an item of a list. */
  int of(RtfParagraph item) {
    Integer known = added.get(item.list());
    int own = item.level();
    if (known == null) {
      int inner = item.left() > left ? depth + 1 - own : item.left() == left ? depth - own : 0;
      known = added.isEmpty() ? 0 : Math.max(0, inner);
      added.put(item.list(), known);
    }
    depth = known + own;
    left = item.left();
    return depth;
  }

  /** The lists have ended. */
  void clear() {
    added.clear();
  }
}
