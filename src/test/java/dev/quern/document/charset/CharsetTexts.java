package dev.quern.document.charset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Texts of known charsets: sentences that were written for this, of which the models have learnt
 * nothing, in each charset that their language is written in, cut to sizes.
 */
public final class CharsetTexts {

  public static final int[] SIZES = {20, 40, 100, 200, 500, 2000};

  private static final String WEST = "windows-1252 ISO-8859-1 ISO-8859-15 x-MacRoman IBM850 IBM437";
  private static final String CENTRE = "windows-1250 ISO-8859-2 IBM852";
  private static final String BALTIC = "windows-1257 ISO-8859-13 ISO-8859-4";
  private static final String CYRILLIC = "windows-1251 ISO-8859-5 x-MacCyrillic";

  private static final Map<String, String> CHARSETS = new LinkedHashMap<>();

  static {
    Stream.of("en de fr es pt it nl sv da nb fi is ca".split(" "))
        .forEach(l -> CHARSETS.put(l, WEST));
    Stream.of("pl cs sk hu ro hr".split(" ")).forEach(l -> CHARSETS.put(l, CENTRE));
    Stream.of("lt lv et".split(" ")).forEach(l -> CHARSETS.put(l, BALTIC));
    CHARSETS.put("tr", "windows-1254 ISO-8859-9");
    CHARSETS.put("ru", CYRILLIC + " KOI8-R IBM866");
    CHARSETS.put("uk", CYRILLIC + " KOI8-U");
    CHARSETS.put("bg", CYRILLIC + " IBM866");
    CHARSETS.put("sr", CYRILLIC);
    CHARSETS.put("el", "windows-1253 ISO-8859-7");
    CHARSETS.put("he", "windows-1255 ISO-8859-8");
    CHARSETS.put("ar", "windows-1256 ISO-8859-6");
    CHARSETS.put("th", "TIS-620 x-windows-874");
    CHARSETS.put("vi", "windows-1258");
    CHARSETS.put("zh-Hans", "GB18030 GB2312 GBK");
    CHARSETS.put("zh-Hant", "Big5");
    CHARSETS.put("ja", "Shift_JIS EUC-JP ISO-2022-JP");
    CHARSETS.put("ko", "EUC-KR x-windows-949");
  }

  /** A text in a charset. */
  public record Sample(String language, Charset charset, int size, byte[] bytes) {

    /** What was written; Vietnamese letters in one piece. */
    public String text() {
      return Normalizer.normalize(new String(bytes, charset), Normalizer.Form.NFC);
    }

    @Override
    public String toString() {
      return language + " in " + charset + ", " + size + " bytes: " + text();
    }
  }

  private CharsetTexts() {}

  /**
   * Of each language, charset and size so many texts, beginning at different sentences; one of 500
   * bytes and more.
   */
  public static List<Sample> all(int each) {
    List<Sample> samples = new ArrayList<>();
    sentences()
        .forEach(
            (language, text) -> {
              for (String name : CHARSETS.get(language).split(" ")) {
                for (int size : SIZES) {
                  for (int n = 0; n < (size < 500 ? each : 1); n++) {
                    add(samples, language, text, Charset.forName(name), size, n);
                  }
                }
              }
            });
    return samples;
  }

  private static void add(
      List<Sample> samples, String language, List<String> text, Charset charset, int size, int n) {
    StringBuilder written = new StringBuilder();
    for (int i = n; written.length() < size; i++) {
      written.append(text.get(i % text.size())).append(i % 4 == 3 ? "\n" : " ");
    }
    String all = encodable(written.toString(), charset);
    int end = 0;
    while (all.substring(0, end + 1).getBytes(charset).length <= size && end + 1 < all.length()) {
      end++;
    }
    byte[] bytes = all.substring(0, end).getBytes(charset);
    if (!new String(bytes, StandardCharsets.US_ASCII).equals(new String(bytes, charset))) {
      samples.add(new Sample(language, charset, size, bytes));
    }
  }

  /** The text as people write it where the charset lacks a sign. */
  private static String encodable(String text, Charset charset) {
    CharsetEncoder encoder = charset.newEncoder();
    String plain =
        charset.name().equals("windows-1258")
            ? Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("([aeo])(\\p{M}?)\u0302", "$1\u0302$2")
            : text;
    StringBuilder out = new StringBuilder();
    if (charset.name().equals("windows-1258")) {
      plain = composedBases(plain);
    }
    plain
        .codePoints()
        .forEach(
            c -> {
              String one = Character.toString(c);
              out.append(encoder.canEncode(CharBuffer.wrap(one)) ? one : otherwise(one));
            });
    return out.toString();
  }

  private static String composedBases(String decomposed) {
    return decomposed
        .replace("a\u0302", "â")
        .replace("e\u0302", "ê")
        .replace("o\u0302", "ô")
        .replace("A\u0302", "Â")
        .replace("E\u0302", "Ê")
        .replace("O\u0302", "Ô")
        .replace("a\u0306", "ă")
        .replace("A\u0306", "Ă")
        .replace("o\u031B", "ơ")
        .replace("O\u031B", "Ơ")
        .replace("u\u031B", "ư")
        .replace("U\u031B", "Ư");
  }

  private static String otherwise(String sign) {
    return switch (sign) {
      case "“", "”", "„", "«", "»" -> "\"";
      case "’", "‘" -> "'";
      case "–", "—" -> "-";
      case "€" -> "EUR";
      case "œ" -> "oe";
      case "Œ" -> "Oe";
      default -> "";
    };
  }

  private static Map<String, List<String>> sentences() {
    Map<String, List<String>> all = new LinkedHashMap<>();
    try (InputStream in = CharsetTexts.class.getResourceAsStream("/charsets/sentences.txt")) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("\t"))
          .forEach(part -> all.put(part[0], List.of(part[1].split("(?<=[.?!;。？])\\s*(?=\\S)"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }
}
