package dev.quern.document.reader.pdf;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts what was written later than what it stands above in front of it, such as a head that was
 * drawn last; what stands side by side, as columns do, stays in the order it was written.
 */
final class BlockOrder {

  private static final float NEAR = 2.2f;
  private static final float OVERLAP = 0.3f;

  /** Lines that were written one below the other, and where they stand. */
  private static final class Block {
    private final List<TextLine> lines = new ArrayList<>();
    private float left = Float.MAX_VALUE;
    private float right;
    private float top = Float.MAX_VALUE;
    private float bottom;

    private void add(TextLine line) {
      lines.add(line);
      left = Math.min(left, line.left());
      right = Math.max(right, line.right());
      top = Math.min(top, line.bottom() - line.size());
      bottom = Math.max(bottom, line.bottom());
    }

    private boolean goesOn(TextLine line) {
      float down = line.bottom() - bottom;
      return down > -1 && down < NEAR * line.size() && overlap(line.left(), line.right()) > 0;
    }

    private float overlap(float from, float to) {
      return Math.min(right, to) - Math.max(left, from);
    }

    private boolean isAbove(Block other) {
      float narrower = Math.min(right - left, other.right - other.left);
      return bottom <= other.top + 1 && overlap(other.left, other.right) > OVERLAP * narrower;
    }
  }

  private BlockOrder() {}

  static List<TextLine> of(List<TextLine> lines) {
    List<Block> blocks = new ArrayList<>();
    for (TextLine line : lines) {
      Block last = blocks.isEmpty() ? null : blocks.get(blocks.size() - 1);
      if (last == null || !last.goesOn(line)) {
        last = new Block();
        blocks.add(last);
      }
      last.add(line);
    }
    List<Block> ordered = new ArrayList<>();
    for (Block block : blocks) {
      int at = 0;
      while (at < ordered.size() && !block.isAbove(ordered.get(at))) {
        at++;
      }
      ordered.add(at, block);
    }
    List<TextLine> result = new ArrayList<>();
    ordered.forEach(block -> result.addAll(block.lines));
    return result;
  }
}
