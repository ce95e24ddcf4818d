package dev.quern.document.reader.rtf;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The fonts of a document: what charset their bytes are in, and which of them hold symbols; and
 * which of its colours are white.
 */
final class RtfFonts {

  private static final int SYMBOLS = 2;
  private static final int FULL = 255;
  private static final int ALL_COLORS = 3;

  private static final Map<Integer, String> OF_WINDOWS =
      Map.ofEntries(
          Map.entry(77, "x-MacRoman"),
          Map.entry(128, "windows-31j"),
          Map.entry(129, "x-windows-949"),
          Map.entry(130, "x-Johab"),
          Map.entry(134, "GBK"),
          Map.entry(136, "x-windows-950"),
          Map.entry(161, "windows-1253"),
          Map.entry(162, "windows-1254"),
          Map.entry(163, "windows-1258"),
          Map.entry(177, "windows-1255"),
          Map.entry(178, "windows-1256"),
          Map.entry(186, "windows-1257"),
          Map.entry(204, "windows-1251"),
          Map.entry(222, "x-windows-874"),
          Map.entry(238, "windows-1250"),
          Map.entry(255, "IBM437"));

  private final Map<Integer, Charset> charsets = new HashMap<>();
  private final Map<Integer, String> symbolic = new HashMap<>();
  private Charset charset = named("windows-1252", StandardCharsets.ISO_8859_1);
  private int usual;
  private int current;
  private boolean symbols;
  private final List<Boolean> white = new ArrayList<>();
  private int full;

  /** A word of the head that says what the document's charset is. */
  void head(String word, int number) {
    switch (word) {
      case "mac" -> charset = named("x-MacRoman", charset);
      case "pc" -> charset = named("IBM437", charset);
      case "pca" -> charset = named("IBM850", charset);
      case "ansicpg" -> charset = page(number, charset);
      case "deff" -> usual = number;
      default -> {}
    }
  }

  /** A word inside the table of fonts. */
  void entry(String word, int number) {
    switch (word) {
      case "f" -> {
        current = number;
        symbols = false;
      }
      case "fcharset" -> {
        symbols = number == SYMBOLS;
        String name = OF_WINDOWS.get(number);
        if (name != null) {
          charsets.put(current, named(name, charset));
        }
      }
      case "cpg" -> charsets.put(current, page(number, charset));
      default -> {}
    }
  }

  void name(String name) {
    String family = name.replace(";", "").strip();
    if (symbols || family.equalsIgnoreCase("Symbol")) {
      symbolic.put(current, family);
    }
  }

  private static Charset page(int number, Charset otherwise) {
    return switch (number) {
      case 10000 -> named("x-MacRoman", otherwise);
      case 65001 -> StandardCharsets.UTF_8;
      case 932 -> named("windows-31j", otherwise);
      case 936 -> named("GBK", otherwise);
      case 949, 950, 874 -> named("x-windows-" + number, otherwise);
      case 437, 850, 852, 855, 857, 866 -> named("IBM" + number, otherwise);
      default -> number > 0 ? named("windows-" + number, otherwise) : otherwise;
    };
  }

  private static Charset named(String name, Charset otherwise) {
    return Charset.isSupported(name) ? Charset.forName(name) : otherwise;
  }

  Charset charset(int font) {
    return charsets.getOrDefault(font < 0 ? usual : font, charset);
  }

  /** The name of a font of symbols; empty where it is one of letters. */
  String symbols(int font) {
    return symbolic.getOrDefault(font < 0 ? usual : font, "");
  }

  /** A word inside the table of colours, the first of which is the usual one. */
  void color(String word, int number) {
    if (word.matches("red|green|blue") && number == FULL) {
      full++;
    }
  }

  /** The text between the words of that table: each semicolon ends a colour. */
  void endColor(String text) {
    for (int i = 0; i < text.chars().filter(c -> c == ';').count(); i++) {
      white.add(full == ALL_COLORS);
      full = 0;
    }
  }

  boolean isWhite(int color) {
    return color > 0 && color < white.size() && white.get(color);
  }
}
