package dev.quern.document.markup;

import java.util.Locale;
import java.util.Map;
import org.apache.poi.util.StringUtil;

/**
 * Characters of symbol fonts, which lie in the private use area or stand where letters are, as
 * Unicode: Adobe's Symbol as POI knows it, and what is common of Wingdings.
 */
public final class SymbolFonts {

  private static final Map<Integer, String> WINGDINGS =
      Map.ofEntries(
          Map.entry(0x4A, "☺"),
          Map.entry(0x4C, "☹"),
          Map.entry(0x6C, "●"),
          Map.entry(0x6E, "■"),
          Map.entry(0x6F, "□"),
          Map.entry(0x71, "❑"),
          Map.entry(0x75, "◆"),
          Map.entry(0x76, "❖"),
          Map.entry(0x9F, "•"),
          Map.entry(0xA7, "▪"),
          Map.entry(0xA8, "☐"),
          Map.entry(0xD8, "➢"),
          Map.entry(0xDF, "←"),
          Map.entry(0xE0, "→"),
          Map.entry(0xE1, "↑"),
          Map.entry(0xE2, "↓"),
          Map.entry(0xE7, "⇐"),
          Map.entry(0xE8, "⇒"),
          Map.entry(0xF0, "⇨"),
          Map.entry(0xFB, "✗"),
          Map.entry(0xFC, "✓"),
          Map.entry(0xFD, "☒"),
          Map.entry(0xFE, "☑"));

  private static final Map<Integer, String> WINGDINGS_2 =
      Map.of(
          0x4F, "✗", 0x50, "✓", 0x51, "☒", 0x52, "☑", 0x53, "☒", 0x54, "☒", 0xA2, "■", 0xA3, "☐");

  private static final Map<Integer, String> WEBDINGS = Map.of(0x61, "✓", 0x72, "✗", 0x63, "☐");

  private SymbolFonts() {}

  /** Whether letters set in that font are not the letters they seem. */
  public static boolean isSymbolic(String font) {
    String name = font.toLowerCase(Locale.ROOT);
    return name.equals("symbol") || name.startsWith("wingdings") || name.startsWith("webdings");
  }

  /** The text set in that font, as Unicode; what is not known of other fonts stays. */
  public static String text(String text, String font) {
    StringBuilder result = new StringBuilder();
    text.codePoints().forEach(c -> result.append(character(c, font)));
    return result.toString();
  }

  private static Map<Integer, String> known(String font) {
    return switch (font) {
      case "wingdings" -> WINGDINGS;
      case "wingdings 2" -> WINGDINGS_2;
      case "webdings" -> WEBDINGS;
      default -> Map.of();
    };
  }

  private static String character(int c, String font) {
    boolean privateUse = c >= 0xF020 && c <= 0xF0FF;
    boolean symbolic = isSymbolic(font);
    if (!privateUse && (!symbolic || c > 0xFF || c < 0x20)) {
      return Character.toString(c);
    }
    int code = c & 0xFF;
    if (symbolic && !font.equalsIgnoreCase("symbol")) {
      return known(font.toLowerCase(Locale.ROOT)).getOrDefault(code, "");
    }
    if (code == ' ') {
      return " ";
    }
    return StringUtil.mapMsCodepointString(Character.toString(0xF000 + code));
  }
}
