package dev.quern.document.math;

import java.util.List;
import java.util.stream.Collectors;

/** The constructs of LaTeX that both kinds of formulas are written with. */
final class Latex {

  private Latex() {}

  /** A formula in a line of Markdown; nothing where it is empty. */
  static String inline(String formula) {
    String trimmed = formula.strip().replaceAll("\\s+", " ");
    return trimmed.isEmpty() ? "" : "$" + trimmed + "$";
  }

  static String join(List<String> parts) {
    StringBuilder result = new StringBuilder();
    parts.forEach(part -> LatexSymbols.join(result, part));
    return result.toString();
  }

  static String fraction(String above, String below) {
    return "\\frac{" + above + "}{" + below + "}";
  }

  static String root(String degree, String base) {
    return degree.isBlank() ? "\\sqrt{" + base + "}" : "\\sqrt[" + degree + "]{" + base + "}";
  }

  static String superscript(String base, String script) {
    return script.isBlank() ? base : base(base) + "^" + argument(script);
  }

  static String subscript(String base, String script) {
    return script.isBlank() ? base : base(base) + "_" + argument(script);
  }

  static String both(String base, String below, String above) {
    return base(base)
        + (below.isBlank() ? "" : "_" + argument(below))
        + (above.isBlank() ? "" : "^" + argument(above));
  }

  static String matrix(List<List<String>> rows, String environment) {
    String lines =
        rows.stream().map(cells -> String.join(" & ", cells)).collect(Collectors.joining(" \\\\ "));
    return "\\begin{" + environment + "}" + lines + "\\end{" + environment + "}";
  }

  static String fenced(String open, String inner, String close) {
    boolean plain = inner.matches("[^\\\\^_{}]*") && open.length() == 1 && close.length() == 1;
    if (plain && !open.equals("{")) {
      return join(List.of(LatexSymbols.of(open), inner, LatexSymbols.of(close)));
    }
    return join(List.of("\\left" + delimiter(open), inner, "\\right" + delimiter(close)));
  }

  /** One above the other, without a line or parentheses. */
  static String stacked(String above, String below) {
    return "\\genfrac{}{}{0pt}{}{" + above + "}{" + below + "}";
  }

  /** Words in a formula, what LaTeX reads as its own in them escaped; blank ones are a space. */
  static String text(String words) {
    if (words.isBlank()) {
      return " ";
    }
    StringBuilder escaped = new StringBuilder();
    for (char c : words.toCharArray()) {
      switch (c) {
        case '{', '}', '%', '#', '&', '$', '_' -> escaped.append('\\').append(c);
        case '\\' -> escaped.append("\\textbackslash ");
        case '^' -> escaped.append("\\textasciicircum ");
        case '~' -> escaped.append("\\textasciitilde ");
        default -> escaped.append(c);
      }
    }
    return "\\text{" + escaped + "}";
  }

  /** An accent above or a line, by its character; null-like empty where it is none. */
  static String accent(String character, String base) {
    String command =
        switch (character) {
          case "\u0302", "^", "ˆ" -> "hat";
          case "\u0303", "~", "˜" -> "tilde";
          case "\u0304", "\u0305", "¯", "‾", "_", "―" -> base.length() > 1 ? "overline" : "bar";
          case "\u0307", "˙" -> "dot";
          case "\u0308", "¨" -> "ddot";
          case "\u20D7", "→" -> base.length() > 1 ? "overrightarrow" : "vec";
          case "⏞" -> "overbrace";
          default -> "";
        };
    return command.isEmpty()
        ? "\\overset{" + LatexSymbols.of(character) + "}{" + base + "}"
        : "\\" + command + "{" + base + "}";
  }

  private static String delimiter(String character) {
    return character.isEmpty() ? "." : LatexSymbols.of(character);
  }

  private static String base(String base) {
    boolean single = base.length() <= 1 || base.matches("\\\\[A-Za-z]+|\\d+|[A-Za-z]'*");
    boolean closed = base.endsWith(")") || base.endsWith("}") && base.startsWith("\\");
    return base.isBlank() ? "{}" : single || closed ? base : "{" + base + "}";
  }

  private static String argument(String script) {
    return script.length() == 1 ? script : "{" + script + "}";
  }
}
