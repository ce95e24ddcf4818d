package dev.quern.document.charset;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the charset of a text: byte order mark, UTF-8, UTF-16 by its zero bytes, else the one whose
 * reading looks most like a language ({@link CharsetCandidate}). ICU's detector is asked only where
 * none does: on short GB18030 and on windows-1254 it is often wrong.
 */
public class CharsetDetection {

  /** Less than this much of a text in frequent characters is no evidence. */
  private static final double EVIDENCE = 0.3;

  /** Bytes read in pairs turn into frequent characters by chance in a tenth of the cases. */
  private static final double WIDE_EVIDENCE = 0.7;

  private static final int MIN_ICU_CONFIDENCE = 25;

  private CharsetDetection() {}

  /** The charset, or nothing where the bytes are not text in any. */
  public static Optional<Charset> of(TextSample sample) {
    Optional<Charset> marked = byteOrderMark(sample.start());
    if (marked.isPresent()) {
      return marked;
    }
    boolean binary =
        sample.zeros() > 3 && sample.zeros() * 200 > sample.size()
            || controls(sample.start()) * 50 > sample.start().length;
    if (!binary && sample.isUtf8()) {
      return Optional.of(StandardCharsets.UTF_8);
    }
    CharsetCandidate wide = best(CharsetCandidate.utf16(sample.start()));
    if (wide.score() >= WIDE_EVIDENCE) {
      return Optional.of(wide.charset());
    }
    Optional<Charset> utf16 = utf16(sample.start());
    if (utf16.isPresent() || binary) {
      return utf16;
    }
    CharsetCandidate best = best(CharsetCandidate.all(sample.nonAscii()));
    return Optional.of(best.score() >= EVIDENCE ? best.charset() : icu(sample, best.charset()));
  }

  private static CharsetCandidate best(List<CharsetCandidate> readings) {
    return readings.stream().max(Comparator.comparingDouble(CharsetCandidate::score)).orElseThrow();
  }

  private static Optional<Charset> byteOrderMark(byte[] b) {
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

  private static Charset icu(TextSample sample, Charset otherwise) {
    CharsetMatch match = new CharsetDetector().setText(sample.nonAscii()).detect();
    if (match == null || match.getConfidence() < MIN_ICU_CONFIDENCE) {
      return otherwise;
    }
    try {
      return Charset.forName(match.getName());
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return otherwise;
    }
  }
}
