package dev.quern.document.math;

import dev.quern.document.markup.Xml;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/** Office Math Markup (ECMA-376 Part 1, 22.1) as LaTeX. */
public final class OfficeMath {

  /** The name of a function among other letters, which a backslash does not stand before. */
  private static final Pattern FUNCTION =
      Pattern.compile(
          "(?<![A-Za-z\\\\])(" + String.join("|", LatexSymbols.FUNCTIONS) + ")(?![A-Za-z])");

  /** Words, which stay, or the sign in a line that says what is aligned. */
  private static final Pattern ALIGNED =
      Pattern.compile("(\\\\text\\{(?:[^\\\\}]|\\\\.)*+})|\\\\&");

  private OfficeMath() {}

  /** An {@code m:oMath}, or all of an {@code m:oMathPara}, as {@code $…$}. */
  public static String latex(Element math) {
    if (math.tagName().equals("m:oMathPara")) {
      return Xml.children(math, "m:oMath").stream()
          .map(OfficeMath::latex)
          .collect(Collectors.joining(" "));
    }
    return Latex.inline(row(math));
  }

  private static String row(Element parent) {
    return Latex.join(parent.children().stream().map(OfficeMath::element).toList());
  }

  private static String part(Element parent, String name) {
    return row(Xml.child(parent, "m:" + name)).strip();
  }

  /** A property's value; {@code otherwise} where it is not set at all. */
  private static String property(Element e, String properties, String name, String otherwise) {
    Element property = Xml.child(Xml.child(e, "m:" + properties), "m:" + name);
    return property.tagName().equals("none") ? otherwise : property.attr("m:val");
  }

  private static String element(Element e) {
    return switch (e.tagName()) {
      case "m:r" -> run(e);
      case "m:f" -> fraction(e);
      case "m:rad" -> Latex.root(part(e, "deg"), part(e, "e"));
      case "m:sSup" -> Latex.superscript(part(e, "e"), part(e, "sup"));
      case "m:sSub" -> Latex.subscript(part(e, "e"), part(e, "sub"));
      case "m:sSubSup" -> Latex.both(part(e, "e"), part(e, "sub"), part(e, "sup"));
      case "m:sPre" -> Latex.both("", part(e, "sub"), part(e, "sup")) + part(e, "e");
      case "m:nary" -> nary(e);
      case "m:d" -> delimited(e);
      case "m:func" -> Latex.join(List.of(function(part(e, "fName")), part(e, "e")));
      case "m:acc" -> Latex.accent(property(e, "accPr", "chr", "\u0302"), part(e, "e"));
      case "m:bar" ->
          property(e, "barPr", "pos", "bot").equals("top")
              ? "\\overline{" + part(e, "e") + "}"
              : "\\underline{" + part(e, "e") + "}";
      case "m:groupChr" -> groupCharacter(e);
      case "m:limLow" -> function(part(e, "e")) + "_{" + part(e, "lim") + "}";
      case "m:limUpp" -> function(part(e, "e")) + "^{" + part(e, "lim") + "}";
      case "m:m" -> Latex.matrix(rows(e), "matrix");
      case "m:borderBox" -> "\\boxed{" + part(e, "e") + "}";
      case "m:phant" -> property(e, "phantPr", "show", "1").matches("0|off|false") ? "" : row(e);
      case "m:eqArr" -> Latex.matrix(lines(e), "aligned");
      case "w:del", "w:moveFrom", "m:ctrlPr" -> "";
      default -> e.tagName().endsWith("Pr") ? "" : row(e);
    };
  }

  private static String run(Element run) {
    String text =
        run.children().stream()
            .filter(child -> child.tagName().equals("m:t") || child.tagName().equals("w:t"))
            .map(Element::wholeText)
            .collect(Collectors.joining());
    if (isDeleted(run)) {
      return "";
    }
    boolean words = Xml.has(Xml.child(run, "m:rPr"), "m:nor");
    if (words) {
      return Latex.text(text);
    }
    if (property(run, "rPr", "scr", "").equals("double-struck")) {
      return "\\mathbb{" + text + "}";
    }
    return FUNCTION.matcher(LatexSymbols.of(text)).replaceAll("\\\\$0");
  }

  private static boolean isDeleted(Element run) {
    Element properties = Xml.child(run, "w:rPr");
    return Xml.has(properties, "w:del") || Xml.has(properties, "w:moveFrom");
  }

  private static String function(String name) {
    return LatexSymbols.FUNCTIONS.contains(name) ? "\\" + name : name;
  }

  private static String fraction(Element e) {
    String type = property(e, "fPr", "type", "bar");
    return switch (type) {
      case "lin", "skw" -> part(e, "num") + "/" + part(e, "den");
      case "noBar" -> Latex.stacked(part(e, "num"), part(e, "den"));
      default -> Latex.fraction(part(e, "num"), part(e, "den"));
    };
  }

  private static String nary(Element e) {
    String sign = LatexSymbols.of(property(e, "naryPr", "chr", "∫"));
    String limits = Latex.both(sign, part(e, "sub"), part(e, "sup"));
    return limits + " " + part(e, "e");
  }

  private static String delimited(Element e) {
    String open = property(e, "dPr", "begChr", "(");
    String close = property(e, "dPr", "endChr", ")");
    String separator = property(e, "dPr", "sepChr", "|");
    List<Element> inside = content(e);
    if (inside.size() == 1 && isStacked(inside.get(0)) && (open + close).equals("()")) {
      Element both = inside.get(0);
      return "\\binom{" + part(both, "num") + "}{" + part(both, "den") + "}";
    }
    List<String> parts = new ArrayList<>();
    for (Element part : Xml.children(e, "m:e")) {
      parts.add(parts.isEmpty() ? "" : LatexSymbols.of(separator));
      parts.add(row(part).strip());
    }
    String inner = Latex.join(parts);
    boolean cases = open.equals("{") && close.isEmpty() && inner.startsWith("\\begin{aligned}");
    return cases ? inner.replace("{aligned}", "{cases}") : Latex.fenced(open, inner, close);
  }

  /** What stands between delimiters, without its properties. */
  private static List<Element> content(Element e) {
    return Xml.children(e, "m:e").stream()
        .flatMap(part -> part.children().stream())
        .filter(child -> !child.tagName().endsWith("Pr"))
        .toList();
  }

  private static boolean isStacked(Element e) {
    return e.tagName().equals("m:f") && property(e, "fPr", "type", "bar").equals("noBar");
  }

  private static String groupCharacter(Element e) {
    String sign = property(e, "groupChrPr", "chr", "⏟");
    String inner = part(e, "e");
    return switch (sign) {
      case "⏟" -> "\\underbrace{" + inner + "}";
      case "⏞" -> "\\overbrace{" + inner + "}";
      default -> "\\overset{" + LatexSymbols.of(sign) + "}{" + inner + "}";
    };
  }

  private static List<List<String>> rows(Element matrix) {
    return Xml.children(matrix, "m:mr").stream()
        .map(
            row ->
                Xml.children(row, "m:e").stream().map(OfficeMath::row).map(String::strip).toList())
        .toList();
  }

  private static List<List<String>> lines(Element array) {
    return Xml.children(array, "m:e").stream()
        .map(line -> List.of(aligned(row(line).strip())))
        .toList();
  }

  private static String aligned(String line) {
    return ALIGNED
        .matcher(line)
        .replaceAll(
            found -> found.group(1) == null ? "&" : Matcher.quoteReplacement(found.group(1)));
  }
}
