package dev.quern.document.markup;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Superscripts and subscripts as plain text: the characters that Unicode has for them, else with
 * {@code ^} and {@code _}. Ordinals and marks of notes ({@code 4th}, {@code [2]}) stay as they are.
 */
public final class Scripts {

  private static final String PLAIN = "0123456789+-−=()ni";
  private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ";
  private static final String PLAIN_BELOW = "0123456789+-−=()aehijklmnoprstuvx";
  private static final String LOWERED = "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ";

  private static final Pattern AS_IT_IS =
      Pattern.compile(
          "st|nd|rd|th|e|er|re|ère|ème|o|a|º|ª|TM|SM|R|™|®|©|\\*+|†+|‡+|\\[.*|\\(.*\\)\\s*|ᵗʰ",
          Pattern.CASE_INSENSITIVE);

  private static final int MAX_LENGTH = 40;

  private Scripts() {}

  public static String superscript(String text) {
    String known = mapped(text.strip(), PLAIN, RAISED);
    if (known != null) {
      return known;
    }
    return AS_IT_IS.matcher(text.strip()).matches() ? text : marked("^", text);
  }

  public static String subscript(String text) {
    String known = mapped(text.strip(), PLAIN_BELOW, LOWERED);
    return known == null ? marked("_", text) : known;
  }

  private static String marked(String mark, String text) {
    String inner = text.strip();
    if (inner.isEmpty() || inner.length() > MAX_LENGTH || inner.startsWith("http")) {
      return text;
    }
    return inner.codePointCount(0, inner.length()) == 1 || inner.matches("\\w+")
        ? mark + inner
        : mark + "(" + inner + ")";
  }

  private static @Nullable String mapped(String text, String from, String to) {
    StringBuilder result = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      int at = from.indexOf(text.charAt(i));
      if (at < 0) {
        return null;
      }
      result.append(to.charAt(at));
    }
    return result.toString();
  }
}
