package dev.quern.chunk;

import dev.quern.chunk.text.Whitespace;
import dev.quern.chunk.text.Window;
import dev.quern.document.structure.Piece;
import dev.quern.document.structure.SectionParser;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of Markdown around the window, found as far as they are asked for. Places are UTF-16
 * units from the text's start.
 */
final class Outline {

  private static final int SECTION = 16 * 1024;
  private static final int MAX_SECTION = 32 * 1024;

  private final Window window;
  private final SectionParser parser;
  private final int longest;
  private final List<Piece> pieces = new ArrayList<>();
  private long parsed;
  private boolean done;
  private boolean inLine;

  /** List items longer than {@code size} are not pieces, but their content is. */
  Outline(Window window, int size) {
    this.window = window;
    this.parser = new SectionParser(size);
    this.longest = Math.max(MAX_SECTION, 4 * size);
  }

  /** The piece that a place is in, or null. */
  @Nullable Piece at(long place) {
    int index = indexAt(place);
    return index < 0 ? null : pieces.get(index);
  }

  /** The first piece that starts after a place, or null. */
  @Nullable Piece after(Piece piece) {
    long place = piece.end();
    parse(place + 1);
    int index = search(place);
    int next = index < 0 ? -index - 1 : index + 1;
    if (next >= pieces.size() && !done) {
      parse(parsed + 1);
    }
    return next < pieces.size() ? pieces.get(next) : null;
  }

  private int indexAt(long place) {
    parse(place);
    return search(place);
  }

  /** The index of the piece around a place, else minus the index of the next one, minus one. */
  private int search(long place) {
    int low = 0;
    int high = pieces.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Piece piece = pieces.get(middle);
      if (piece.end() <= place) {
        low = middle + 1;
      } else if (piece.start() > place) {
        high = middle - 1;
      } else {
        return middle;
      }
    }
    return -low - 1;
  }

  /** Parses what is before a place, which the window may then leave behind. */
  void parse(long place) {
    // Only white space is ever skipped without being looked at.
    parsed = Math.max(parsed, window.units());
    while (parsed <= place && !done) {
      forget();
      section();
    }
  }

  private void forget() {
    int gone = 0;
    while (gone < pieces.size() && pieces.get(gone).end() < window.units()) {
      gone++;
    }
    if (gone > 0) {
      pieces.subList(0, gone).clear();
    }
  }

  private void section() {
    for (int size = SECTION; ; size *= 2) {
      int from = (int) (parsed - window.units());
      boolean last = !window.ensure((long) from + size + 1);
      int to = last ? window.length() : from + size;
      int end = last ? to : endOfLine(from, to);
      if (end <= from && !last) {
        if (size < longest) {
          continue;
        }
        end = to;
      }
      if (inLine || end == to && !last) {
        inLine = end == to && !last;
        end = inLine ? to : endOfFirstLine(from, to);
        pieces.add(new Piece(parsed, parsed + end - from, Piece.Kind.TEXT, 0, ""));
        parsed += end - from;
        done = last && end == to;
        return;
      }
      SectionParser.Section section = parser.parse(window.slice(from, end), last, size >= longest);
      if (section.consumed() > 0 || last) {
        take(section);
        done = last;
        return;
      }
    }
  }

  private void take(SectionParser.Section section) {
    boolean goesOn = section.goesOn() && !pieces.isEmpty();
    for (Piece piece : section.pieces()) {
      Piece placed =
          new Piece(
              parsed + piece.start(),
              parsed + piece.end(),
              piece.kind(),
              piece.level(),
              piece.title());
      if (goesOn && piece.start() == 0) {
        Piece before = pieces.remove(pieces.size() - 1);
        placed =
            new Piece(before.start(), placed.end(), before.kind(), before.level(), before.title());
      }
      goesOn = false;
      pieces.add(placed);
    }
    parsed += section.consumed();
  }

  /** After the last line end of the part; one at its very end may be the half of a pair. */
  private int endOfLine(int from, int to) {
    for (int i = to - 1; i > from; i--) {
      if (Whitespace.isLineEnd(window.charAt(i - 1)) && window.charAt(i) != '\n') {
        return i;
      }
    }
    return from;
  }

  private int endOfFirstLine(int from, int to) {
    int i = from;
    while (i < to && !Whitespace.isLineEnd(window.charAt(i))) {
      i++;
    }
    while (i < to && Whitespace.isLineEnd(window.charAt(i))) {
      i++;
    }
    return i;
  }
}
