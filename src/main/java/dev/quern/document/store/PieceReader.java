package dev.quern.document.store;

import java.io.Reader;
import java.util.Optional;
import java.util.function.IntFunction;

/** Reads a text that is stored in numbered pieces, with one piece in memory at a time. */
final class PieceReader extends Reader {

  private final IntFunction<Optional<String>> pieces;
  private String piece = "";
  private int position;
  private int next;

  PieceReader(IntFunction<Optional<String>> pieces) {
    this.pieces = pieces;
  }

  @Override
  public int read(char[] buffer, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (position == piece.length()) {
      piece = pieces.apply(next).orElse("");
      position = 0;
      next++;
      if (piece.isEmpty()) {
        return -1;
      }
    }
    int n = Math.min(length, piece.length() - position);
    piece.getChars(position, position + n, buffer, offset);
    position += n;
    return n;
  }

  @Override
  public void close() {
    piece = "";
    position = 0;
    next = Integer.MAX_VALUE - 1;
  }
}
