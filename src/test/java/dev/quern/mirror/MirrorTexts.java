package dev.quern.mirror;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Texts of what is easily damaged, and the normalisations that the README names. */
public final class MirrorTexts {

  private MirrorTexts() {}

  /** Characters of all planes but controls and halves of pairs. */
  public static Arbitrary<String> planes() {
    Arbitrary<Integer> any =
        Arbitraries.integers().between(0xA0, 0x10FFFF).filter(c -> c < 0xD800 || c > 0xDFFF);
    Arbitrary<Integer> basic =
        Arbitraries.integers().between(0xA0, 0xFFFF).filter(c -> c < 0xD800 || c > 0xDFFF);
    Arbitrary<Integer> ascii = Arbitraries.integers().between(0x20, 0x7E);
    return Arbitraries.oneOf(any, basic, ascii)
        .map(Character::toString)
        .list()
        .ofMaxSize(20)
        .map(list -> String.join("", list));
  }

  /** LaTeX, paths, units, code, tables, marks that combine, writing from right to left. */
  public static Arbitrary<String> pieces() {
    return Arbitraries.of(
        "$\\frac{a}{b}$ and $\\theta$, \\nabla f, \\text{new}",
        "C:\\temp\\new\\u0041 and \\\\server\\share",
        "25 °C ± 2 °C, 360 cm², 5 µm, ½ inch, 2⁵, 5 mW and 5 MW, −40 or -40, 1.234,56 €",
        "```js\nlet a = {text} + `{question}`;\n\n\n  // two\n```",
        "| a | b |\n| --- | --- |\n| 1,5 | \\| |",
        "- [ ] item  \nwith a break",
        "{{text}} {count} \"quoted\" 'it’s' ``two`` “so”",
        "\t\tcode\n\n",
        "C++, C#, x>y, x<y, n!, `-v` and `-V`, 10⁶",
        "`<think>` and <b>bold</b> &amp; &lt; <br>",
        "=1+1, @SUM(A1), +1, -1",
        "%s %d ${a} $(b) `c` \\n \\t \\\"",
        "null, None, True, NaN, 1e5, 0x1F",
        "e\u0301 and \u00E9, \uFB01, \u212B, 👩‍👩‍👧, 🇹🇷, مرحبا, שלום, 石磨, ไทย, ğüşıİ",
        "\u202Eright to left\u202C \u200F\u200E \u00AD \u00A0 \u3000 \uFFFD");
  }

  /** A line end of any kind, or a control, between words: more of them are no text. */
  public static Arbitrary<String> controls() {
    return Arbitraries.integers()
        .between(0, 0x9F)
        .filter(c -> c < 0x20 || c > 0x7E)
        .map(c -> "There is a control " + Character.toString(c) + " between these many words here");
  }

  /** Any of them. */
  public static Arbitrary<String> any() {
    return Arbitraries.oneOf(
        planes(),
        pieces(),
        controls(),
        Arbitraries.of("\r\n", "\r", "\n\n\n", "\u2028", "# Title\n"));
  }

  /** Line ends are LF, there is no U+0000, and no byte order mark at the start. */
  public static String asRead(String text) {
    String bare = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return bare.replaceAll("\r\n|[\r\u000B\f\u0085\u2028]", "\n").replace("\u0000", "");
  }

  /** Of a reply: line ends are LF, what is invisible and the edges go. */
  public static String asReplied(String text) {
    return text.replaceAll("\r\n?", "\n")
        .replaceAll("[\uFEFF\u200B\u2060\u0000\uFFFF]", "")
        .strip();
  }

  /** Of a question, too: it is one line. */
  public static String asAsked(String text) {
    return asReplied(text).replaceAll("[\\s\u00A0]+", " ").strip();
  }
}
