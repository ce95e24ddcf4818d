package dev.quern.document.charset;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.text.Normalizer;
import java.util.List;

/**
 * A charset, the languages that are written in it, and how rare it is.
 *
 * @param rareness what is subtracted from the logarithm of its probability: 0 for common charsets
 */
record LegacyCharset(Charset charset, double rareness, List<String> languages) {

  private static final String WEST = "en de fr es pt it nl sv da nb fi is ca";
  private static final String CENTRE = "pl cs sk hu ro hr sl sq de";
  private static final String CYRILLIC = "ru uk bg be sr mk";

  /** Vietnamese in windows-1258 is written with marks behind the letters. */
  private static final String COMPOSED = "windows-1258";

  static final List<LegacyCharset> ALL =
      List.of(
          of("windows-1252", 0, WEST + " sq"),
          of("ISO-8859-15", 2.5, WEST + " et"),
          of("x-MacRoman", 3, WEST),
          of("IBM850", 3, WEST),
          of("IBM437", 3.5, WEST),
          of("windows-1250", 0, CENTRE),
          of("ISO-8859-2", 1, CENTRE),
          of("IBM852", 3.5, CENTRE),
          of("x-MacCentralEurope", 4, "pl cs sk hu"),
          of("ISO-8859-16", 4, "ro"),
          of("windows-1254", 0, "tr"),
          of("ISO-8859-9", 1, "tr"),
          of("IBM857", 4, "tr"),
          of("ISO-8859-3", 4, "eo"),
          of("windows-1257", 0, "lt lv et"),
          of("ISO-8859-13", 1, "lt lv et"),
          of("ISO-8859-4", 3, "lt lv et"),
          of("IBM775", 4, "lt lv et"),
          of("windows-1251", 0, CYRILLIC),
          of("KOI8-R", 0.5, "ru bg"),
          of("KOI8-U", 1, "uk be"),
          of("ISO-8859-5", 2, CYRILLIC),
          of("IBM866", 1.5, "ru uk be bg"),
          of("IBM855", 4, CYRILLIC),
          of("x-MacCyrillic", 3, CYRILLIC),
          of("windows-1253", 0, "el"),
          of("ISO-8859-7", 1, "el"),
          of("IBM737", 3.5, "el"),
          of("x-MacGreek", 4, "el"),
          of("windows-1255", 0, "he"),
          of("ISO-8859-8", 1, "he"),
          of("IBM862", 3.5, "he"),
          of("windows-1256", 0, "ar fa"),
          of("ISO-8859-6", 1, "ar"),
          of("IBM864", 5, "ar"),
          of("x-windows-874", 0, "th"),
          of("windows-1258", 1, "vi"),
          of("GB18030", 0, "zh-Hans zh-Hant"),
          of("x-windows-950", 0, "zh-Hant"),
          of("Big5-HKSCS", 3, "zh-Hant"),
          of("windows-31j", 0, "ja"),
          of("EUC-JP", 0, "ja"),
          of("x-windows-949", 0, "ko"),
          of("x-Johab", 5, "ko"));

  private static LegacyCharset of(String name, double rareness, String languages) {
    return new LegacyCharset(Charset.forName(name), rareness, List.of(languages.split(" ")));
  }

  /** The bytes in this charset, U+FFFD for what has no meaning in it. */
  String read(byte[] bytes) {
    try {
      String text =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPLACE)
              .onUnmappableCharacter(CodingErrorAction.REPLACE)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
      return charset.name().equals(COMPOSED)
          ? Normalizer.normalize(text, Normalizer.Form.NFC)
          : text;
    } catch (CharacterCodingException e) {
      throw new IllegalStateException("Decoding with replacement cannot fail: " + charset, e);
    }
  }

  /** How much the text looks like the best fitting one of the languages. */
  double score(String text) {
    double best = Double.NEGATIVE_INFINITY;
    for (String language : languages) {
      best = Math.max(best, LanguageModels.of(language).score(text));
    }
    return best - rareness;
  }
}
