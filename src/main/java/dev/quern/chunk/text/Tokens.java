package dev.quern.chunk.text;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingResult;
import com.knuddels.jtokkit.api.EncodingType;

/**
 * Sizes in tokens of the o200k vocabulary. The tokenizer is only given bounded pieces: its time
 * grows faster than a run without spaces.
 */
public final class Tokens implements Measure {

  /** Units looked at for a token; prose has 4 to 5, and what has more makes shorter chunks. */
  private static final int UNITS = 8;

  /** The margin added to the length that is estimated from the text before. */
  private static final double SPARE = 1.15;

  private static final int SPARE_UNITS = 32;

  private static final Encoding ENCODING =
      Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

  private double unitsPerToken = 2;

  @Override
  public int limit(Window w, int from, int to, int size) {
    w.ensure(from + reach(size) + Window.LOOKAHEAD);
    int end = (int) Math.min(Math.min(to, w.length()), from + reach(size));
    int tried = from;
    EncodingResult result;
    do {
      long guess =
          Math.max(2L * (tried - from), (long) (size * unitsPerToken * SPARE) + SPARE_UNITS);
      tried = (int) Math.min(end, from + guess);
      result = ENCODING.encodeOrdinary(w.slice(from, tried), size);
    } while (!result.isTruncated() && tried < end);
    int units = result.isTruncated() ? result.getLastProcessedCharacterIndex() + 1 : tried - from;
    unitsPerToken = Math.max(1, units / (double) Math.max(1, result.getTokens().size()));
    return from + units;
  }

  @Override
  public int overlapStart(Window w, int end, int size) {
    // A line of dashes has tokens of 64 characters; a chunk reaches no further than UNITS for each.
    double units = Math.ceil(size * Math.min(UNITS, unitsPerToken));
    int index = (int) Math.max(0, end - units);
    return index > 0 && Character.isLowSurrogate(w.charAt(index)) ? index - 1 : index;
  }

  @Override
  public boolean fits(Window w, int from, int to, int size) {
    return ENCODING.countTokensOrdinary(w.slice(from, to)) <= size;
  }

  /** The tokenizer never joins a space to what is before it. */
  @Override
  public boolean isAdditiveAt(Window w, int index) {
    return index < w.length() && w.charAt(index) == ' ';
  }

  @Override
  public long reach(int size) {
    return (long) UNITS * size;
  }
}
