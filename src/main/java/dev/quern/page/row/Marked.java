package dev.quern.page.row;

import dev.quern.dataset.entry.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a chunk's content.
 *
 * @param match how the quote that it belongs to was found; null outside of quotes
 */
record Marked(String text, @Nullable String match) {

  /** The content, split at the borders of quotes. Offsets are code points. */
  static List<Marked> of(String content, @Nullable List<Evidence> evidence) {
    int[] points = content.codePoints().toArray();
    List<Evidence> found = new ArrayList<>();
    TreeSet<Integer> borders = new TreeSet<>(List.of(0, points.length));
    for (Evidence quote : evidence == null ? List.<Evidence>of() : evidence) {
      Integer start = quote.chunkStart();
      Integer end = quote.chunkEnd();
      if (start != null
          && end != null
          && start >= 0
          && start < end
          && end <= points.length
          && isThere(quote, new String(points, start, end - start))) {
        found.add(quote);
        borders.add(start);
        borders.add(end);
      }
    }
    List<Marked> pieces = new ArrayList<>();
    int at = 0;
    for (int border : borders.tailSet(1)) {
      pieces.add(new Marked(new String(points, at, border - at), match(found, at)));
      at = border;
    }
    return pieces;
  }

  /** Imported rows may name other places. */
  private static boolean isThere(Evidence quote, String text) {
    return !quote.match().equals(Evidence.EXACT) || quote.quote().equals(text);
  }

  private static @Nullable String match(List<Evidence> found, int at) {
    return found.stream()
        .filter(e -> e.chunkStart() != null && e.chunkStart() <= at)
        .filter(e -> e.chunkEnd() != null && at < e.chunkEnd())
        .map(Evidence::match)
        .findFirst()
        .orElse(null);
  }
}
