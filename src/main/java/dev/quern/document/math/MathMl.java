package dev.quern.document.math;

import dev.quern.document.markup.Xml;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Element;

/** Presentation MathML (W3C MathML Core) as LaTeX. */
public final class MathMl {

  private MathMl() {}

  /** A {@code math} element as {@code $…$}; the LaTeX it was made from, where it says so. */
  public static String latex(Element math) {
    for (Element annotation : math.getAllElements()) {
      if (Xml.local(annotation).equals("annotation")
          && annotation.attr("encoding").toLowerCase(Locale.ROOT).contains("tex")) {
        String source = annotation.wholeText().strip();
        return Latex.inline(source.replaceFirst("^\\{\\\\displaystyle\\s*(.*)}$", "$1"));
      }
    }
    return Latex.inline(row(math));
  }

  private static String row(Element parent) {
    return Latex.join(parent.children().stream().map(MathMl::element).toList());
  }

  private static String child(Element parent, int index) {
    return index < parent.childrenSize() ? element(parent.child(index)) : "";
  }

  private static String element(Element e) {
    return switch (Xml.local(e).toLowerCase(Locale.ROOT)) {
      case "mi" -> identifier(e.text().strip());
      case "mn" -> LatexSymbols.of(e.text().strip());
      case "mo" -> operator(e.text().strip());
      case "mtext", "ms" -> Latex.text(e.text());
      case "mspace" -> " ";
      case "mfrac" -> fraction(e);
      case "msqrt" -> Latex.root("", row(e));
      case "mroot" -> Latex.root(child(e, 1), child(e, 0));
      case "msup" -> Latex.superscript(child(e, 0), child(e, 1));
      case "msub" -> Latex.subscript(child(e, 0), child(e, 1));
      case "msubsup", "munderover" -> Latex.both(child(e, 0), child(e, 1), child(e, 2));
      case "munder" -> under(e);
      case "mover" -> over(e);
      case "mtable" -> table(e);
      case "mfenced" -> fenced(e);
      case "mphantom", "annotation", "annotation-xml", "none", "mprescripts" -> "";
      case "mmultiscripts" -> multiscripts(e);
      case "semantics" -> child(e, 0);
      default -> row(e);
    };
  }

  private static String identifier(String name) {
    if (LatexSymbols.FUNCTIONS.contains(name)) {
      return "\\" + name;
    }
    return name.matches("[A-Za-z]{2,}") ? "\\mathrm{" + name + "}" : LatexSymbols.of(name);
  }

  private static String operator(String text) {
    return text.matches("[A-Za-z]{2,}") ? identifier(text) : LatexSymbols.of(text);
  }

  private static String fraction(Element e) {
    boolean noLine = e.attr("linethickness").strip().matches("0+(\\.0*)?\\s*(%|[a-z]{2,3})?");
    return noLine
        ? Latex.stacked(child(e, 0), child(e, 1))
        : Latex.fraction(child(e, 0), child(e, 1));
  }

  /** The base and its scripts in pairs; those behind {@code mprescripts} stand before it. */
  private static String multiscripts(Element e) {
    List<Element> all = e.children();
    int cut = 1;
    while (cut < all.size() && !Xml.local(all.get(cut)).equals("mprescripts")) {
      cut++;
    }
    List<String> parts = new ArrayList<>();
    for (int i = cut + 1; i < all.size(); i += 2) {
      parts.add(scripts("", child(e, i), child(e, i + 1)));
    }
    parts.add(scripts(child(e, 0), cut > 1 ? child(e, 1) : "", cut > 2 ? child(e, 2) : ""));
    for (int i = 3; i < cut; i += 2) {
      parts.add(scripts("", child(e, i), i + 1 < cut ? child(e, i + 1) : ""));
    }
    return Latex.join(parts);
  }

  private static String scripts(String base, String below, String above) {
    return below.isBlank() && above.isBlank() ? base : Latex.both(base, below, above);
  }

  private static String under(Element e) {
    return Latex.subscript(child(e, 0), child(e, 1));
  }

  private static String over(Element e) {
    boolean accent = e.childrenSize() > 1 && Xml.local(e.child(1)).equals("mo");
    return accent
        ? Latex.accent(e.child(1).text().strip(), child(e, 0))
        : Latex.superscript(child(e, 0), child(e, 1));
  }

  private static String table(Element table) {
    List<List<String>> rows =
        table.children().stream()
            .map(row -> row.children().stream().map(MathMl::row).map(String::strip).toList())
            .toList();
    return Latex.matrix(rows, "matrix");
  }

  private static String fenced(Element e) {
    String open = e.hasAttr("open") ? e.attr("open") : "(";
    String close = e.hasAttr("close") ? e.attr("close") : ")";
    String separator = e.hasAttr("separators") ? e.attr("separators").strip() : ",";
    String between = separator.isEmpty() ? "" : LatexSymbols.of(separator.substring(0, 1)) + " ";
    List<String> parts = e.children().stream().map(MathMl::element).toList();
    return Latex.fenced(open, String.join(between, parts), close);
  }
}
