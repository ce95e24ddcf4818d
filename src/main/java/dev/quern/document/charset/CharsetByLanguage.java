package dev.quern.document.charset;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Decodes bytes in every charset in use, and takes the text that looks most like a language. The
 * confidence is its lead over the best different text.
 */
public final class CharsetByLanguage {

  /** More bytes do not improve the result. */
  private static final int MAX_BYTES = 4096;

  /**
   * Corrects the models, which are overconfident because neighbouring letters depend on each other.
   */
  private static final double TEMPER = 3;

  /**
   * Texts of twenty bytes and more are above this logarithm a byte, random bytes below in 99 of 100
   * cases: even for noise, one charset is the best.
   */
  private static final double MIN_PER_BYTE = -5.6;

  private record Reading(Charset charset, String text, double score) {}

  private CharsetByLanguage() {}

  /** The best guess for bytes that are not UTF-8, UTF-16 or UTF-32, and not ASCII alone. */
  public static CharsetGuess of(byte[] bytes) {
    byte[] sample = bytes.length > MAX_BYTES ? Arrays.copyOf(bytes, MAX_BYTES) : bytes;
    List<Reading> readings = new ArrayList<>();
    for (LegacyCharset candidate : LegacyCharset.ALL) {
      String text = candidate.read(sample);
      readings.add(new Reading(candidate.charset(), text, candidate.score(text)));
    }
    readings.sort(Comparator.comparingDouble(Reading::score).reversed());
    Reading best = readings.get(0);
    double ahead =
        readings.stream()
            .filter(other -> !other.text().equals(best.text()))
            .mapToDouble(other -> best.score() - other.score())
            .findFirst()
            .orElse(100);
    double confidence = 1 / (1 + Math.exp(-ahead / TEMPER));
    boolean language = best.score() > MIN_PER_BYTE * sample.length;
    return new CharsetGuess(best.charset(), language ? confidence : confidence / 2);
  }

  /** Whether there is a shift to JIS X 0208: ESC $ B, or ESC $ @ of 1978. */
  public static boolean isIso2022Jp(byte[] bytes) {
    for (int i = 0; i + 2 < bytes.length; i++) {
      if (bytes[i] == 0x1B && bytes[i + 1] == '$' && (bytes[i + 2] == 'B' || bytes[i + 2] == '@')) {
        return true;
      }
    }
    return false;
  }
}
