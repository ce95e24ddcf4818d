package dev.quern.testing;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * An answer as bytes in time: what the connection sends, piece by piece, and what becomes of it
 * then.
 *
 * @param gate nothing is sent before this has completed, when there is one
 * @param pieces may be endless
 */
record Playback(@Nullable CompletableFuture<?> gate, Iterator<Piece> pieces, Ending ending) {

  /** Bytes that are sent after a pause. */
  record Piece(Duration pause, byte[] bytes) {}

  /** What happens after the last piece. */
  enum Ending {
    /** The answer was whole; the connection takes the next request. */
    KEEP_OPEN,
    /** The server closes the connection in good order. */
    CLOSE,
    /** The server resets the connection. */
    RESET,
    /** Nothing more, until the client gives up. */
    SILENCE
  }

  static Playback of(Ending ending, Piece... pieces) {
    return new Playback(null, List.of(pieces).iterator(), ending);
  }
}
