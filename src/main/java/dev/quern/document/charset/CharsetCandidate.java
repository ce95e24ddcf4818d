package dev.quern.document.charset;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Bytes read in pairs, and how much that looks like Chinese, Japanese or Korean: the share (0 to 1)
 * of the characters beyond ASCII that are frequent there, times 1.8, since a text has half to three
 * quarters of its characters among the frequent ones.
 */
record CharsetCandidate(Charset charset, double score) {

  private static final IntPredicate CHINESE =
      c -> FrequentCharacters.HAN.indexOf(c) >= 0 || "，。、；：？！“”‘’《》（）「」".indexOf(c) >= 0;

  private static final IntPredicate JAPANESE =
      c -> c >= 'ぁ' && c <= 'ん' || c >= 'ァ' && c <= 'ー' || c == '。' || c == '、';

  private static final IntPredicate KOREAN = c -> FrequentCharacters.HANGUL.indexOf(c) >= 0;

  /** Chinese, Japanese or Korean in UTF-16 has few zero bytes, or none. */
  static List<CharsetCandidate> utf16(byte[] bytes) {
    IntPredicate frequent = CHINESE.or(JAPANESE).or(KOREAN);
    return List.of(wide(bytes, "UTF-16LE", frequent), wide(bytes, "UTF-16BE", frequent));
  }

  /** Most characters of a running text are frequent ones; few are in what is wrongly decoded. */
  private static CharsetCandidate wide(byte[] bytes, String name, IntPredicate frequent) {
    String text = decode(bytes, name);
    int hits = 0;
    int all = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        continue;
      }
      all++;
      hits += frequent.test(c) ? 1 : 0;
    }
    // A text has half to three quarters of its characters among the frequent ones.
    return new CharsetCandidate(
        Charset.forName(name), all == 0 ? 0 : Math.min(1, 1.8 * hits / all));
  }

  private static String decode(byte[] bytes, String name) {
    try {
      return Charset.forName(name)
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      throw new IllegalStateException("Decoding with replacement cannot fail: " + name, e);
    }
  }
}
