package dev.quern.document.charset;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the charset of a text: byte order mark, UTF-8, UTF-16 by its zero bytes, else the one whose
 * reading looks most like a language ({@link CharsetByLanguage}).
 */
public class CharsetDetection {

  /** Bytes read in pairs turn into frequent characters by chance in a tenth of the cases. */
  private static final double WIDE_EVIDENCE = 0.7;

  private CharsetDetection() {}

  /** The charset; empty if the bytes are not text in any charset. */
  static Optional<Charset> of(TextSample sample) {
    return guess(sample).map(CharsetGuess::charset);
  }

  /** The charset with its confidence; empty if the bytes are not text in any charset. */
  public static Optional<CharsetGuess> guess(TextSample sample) {
    Optional<Charset> marked = byteOrderMark(sample.start());
    if (marked.isPresent()) {
      return marked.map(CharsetDetection::certain);
    }
    boolean binary =
        sample.zeros() > 3 && sample.zeros() * 200 > sample.size()
            || controls(sample.start()) * 50 > sample.start().length;
    if (!binary && CharsetByLanguage.isIso2022Jp(sample.start())) {
      return Optional.of(certain(Charset.forName("ISO-2022-JP")));
    }
    if (!binary && sample.isUtf8()) {
      return Optional.of(new CharsetGuess(StandardCharsets.UTF_8, sample.utf8Share()));
    }
    CharsetCandidate wide = best(CharsetCandidate.utf16(sample.start()));
    if (wide.score() >= WIDE_EVIDENCE) {
      return Optional.of(new CharsetGuess(wide.charset(), wide.score()));
    }
    Optional<Charset> utf16 = utf16(sample.start());
    if (utf16.isPresent() || binary) {
      return utf16.map(CharsetDetection::certain);
    }
    return Optional.of(CharsetByLanguage.of(sample.nonAscii()));
  }

  private static CharsetGuess certain(Charset charset) {
    return new CharsetGuess(charset, 1);
  }

  private static CharsetCandidate best(List<CharsetCandidate> readings) {
    return readings.stream().max(Comparator.comparingDouble(CharsetCandidate::score)).orElseThrow();
  }

  /** The charset of a byte order mark at the start, if there is one. */
  public static Optional<Charset> byteOrderMark(byte[] b) {
    if (startsWith(b, 0xEF, 0xBB, 0xBF)) {
      return Optional.of(StandardCharsets.UTF_8);
    }
    if (startsWith(b, 0xFF, 0xFE, 0, 0)) {
      return Optional.of(Charset.forName("UTF-32LE"));
    }
    if (startsWith(b, 0, 0, 0xFE, 0xFF)) {
      return Optional.of(Charset.forName("UTF-32BE"));
    }
    if (startsWith(b, 0xFF, 0xFE)) {
      return Optional.of(StandardCharsets.UTF_16LE);
    }
    if (startsWith(b, 0xFE, 0xFF)) {
      return Optional.of(StandardCharsets.UTF_16BE);
    }
    return startsWith(b, 0x84, 0x31, 0x95, 0x33)
        ? Optional.of(Charset.forName("GB18030"))
        : Optional.empty();
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  /** UTF-16 without a mark: every line end, space and ASCII letter has a zero byte, on one side. */
  private static Optional<Charset> utf16(byte[] b) {
    int even = 0;
    int odd = 0;
    int controls = 0;
    for (int i = 0; i + 1 < b.length; i += 2) {
      even += b[i] == 0 ? 1 : 0;
      odd += b[i + 1] == 0 ? 1 : 0;
      int c = b[i] == 0 ? b[i + 1] : b[i + 1] == 0 ? b[i] : ' ';
      controls += c < ' ' && c >= 0 && c != '\n' && c != '\r' && c != '\t' ? 1 : 0;
    }
    if (Math.max(even, odd) * 200 < b.length || controls * 50 > b.length) {
      return Optional.empty();
    }
    if (odd > 20 * even) {
      return Optional.of(StandardCharsets.UTF_16LE);
    }
    return even > 20 * odd ? Optional.of(StandardCharsets.UTF_16BE) : Optional.empty();
  }

  private static int controls(byte[] bytes) {
    int count = 0;
    for (byte b : bytes) {
      count += b >= 0 && b < ' ' && (b < '\t' || b > '\r') && b != 0x1A && b != 0x1B ? 1 : 0;
    }
    return count;
  }
}
