package dev.quern.document.reader.word;

import dev.quern.document.markup.SymbolFonts;
import dev.quern.document.markup.Xhtml;
import dev.quern.document.markup.Xml;
import dev.quern.document.math.OfficeMath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/** The text of a paragraph, as its runs say it is shown. */
final class WordRuns {

  private final WordContext context;
  private final Xhtml out;
  private final WordFields fields = new WordFields();
  private final List<Element> boxes = new ArrayList<>();
  private final List<String> charts = new ArrayList<>();
  private String style = "";

  WordRuns(WordContext context, Xhtml out) {
    this.context = context;
    this.out = out;
  }

  List<Element> takeBoxes() {
    List<Element> result = List.copyOf(boxes);
    boxes.clear();
    return result;
  }

  List<String> takeCharts() {
    List<String> result = List.copyOf(charts);
    charts.clear();
    return result;
  }

  /** Whether nothing in the paragraph would be seen in its line. */
  boolean isEmpty(Element paragraph) {
    for (Element e : paragraph.getAllElements()) {
      switch (e.tagName()) {
        case "w:t" -> {
          if (!e.wholeText().isBlank() && !isHidden(Xml.child(parent(e), "w:rPr"), paragraph)) {
            return false;
          }
        }
        case "w:sym", "m:t", "w:footnoteReference", "w:endnoteReference", "w:drawing", "w:pict" -> {
          return false;
        }
        default -> {}
      }
    }
    return true;
  }

  private static Element parent(Element e) {
    Element parent = e.parent();
    return parent == null ? e : parent;
  }

  void write(Element paragraph) throws SAXException {
    style = Xml.child(Xml.child(paragraph, "w:pPr"), "w:pStyle").attr("w:val");
    children(paragraph);
  }

  private void children(Element parent) throws SAXException {
    for (Element child : parent.children()) {
      element(child);
    }
  }

  private void element(Element e) throws SAXException {
    switch (e.tagName()) {
      case "w:r" -> run(e);
      case "w:hyperlink" -> link(e);
      case "m:oMath", "m:oMathPara" -> out.text(OfficeMath.latex(e));
      case "w:ruby" -> ruby(e);
      case "mc:AlternateContent" -> alternative(e);
      case "w:ins",
          "w:moveTo",
          "w:smartTag",
          "w:sdt",
          "w:sdtContent",
          "w:customXml",
          "w:fldSimple",
          "w:bdo",
          "w:dir" ->
          children(e);
      default -> {}
    }
  }

  private void run(Element run) throws SAXException {
    Element properties = Xml.child(run, "w:rPr");
    if (isHidden(properties, null)) {
      run.getElementsByTag("w:fldChar").forEach(fields::mark);
      return;
    }
    String wrap = wrap(properties);
    if (!wrap.isEmpty()) {
      out.start(wrap);
    }
    Element fonts = Xml.child(properties, "w:rFonts");
    String font = fonts.hasAttr("w:ascii") ? fonts.attr("w:ascii") : fonts.attr("w:hAnsi");
    for (Element child : run.children()) {
      content(child, font);
    }
    if (!wrap.isEmpty()) {
      out.end(wrap);
    }
  }

  private void content(Element e, String font) throws SAXException {
    if (e.tagName().equals("w:fldChar")) {
      fields.mark(e);
      return;
    }
    if (fields.inInstruction()) {
      return;
    }
    switch (e.tagName()) {
      case "w:t" -> out.text(SymbolFonts.text(e.wholeText(), font));
      case "w:tab", "w:ptab" -> out.text("\t");
      case "w:br", "w:cr" -> {
        if (!e.attr("w:type").matches("page|column")) {
          out.lineBreak();
        }
      }
      case "w:noBreakHyphen" -> out.text("-");
      case "w:sym" -> symbol(e);
      case "w:footnoteReference", "w:endnoteReference" -> out.text(context.wordNotes().mark(e));
      case "w:drawing", "w:pict", "w:object" -> drawing(e);
      default -> element(e);
    }
  }

  private void symbol(Element e) throws SAXException {
    try {
      int code = Integer.parseInt(e.attr("w:char"), 16);
      out.text(SymbolFonts.text(Character.toString(code), e.attr("w:font")));
    } catch (IllegalArgumentException malformed) {
      context.notes().add("A symbol has no readable code: '" + e.attr("w:char") + "'.");
    }
  }

  private void link(Element e) throws SAXException {
    String address = context.relations().address(e.attr("r:id"));
    out.start("a", "href", address);
    children(e);
    out.end("a");
  }

  private void ruby(Element e) throws SAXException {
    children(Xml.child(e, "w:rubyBase"));
    out.text("(");
    children(Xml.child(e, "w:rt"));
    out.text(")");
  }

  private void alternative(Element e) throws SAXException {
    Element choice = Xml.child(e, "mc:Choice");
    Element chosen = choice.childrenSize() > 0 ? choice : Xml.child(e, "mc:Fallback");
    for (Element child : chosen.children()) {
      content(child, "");
    }
  }

  private void drawing(Element drawing) throws SAXException {
    for (Element e : drawing.getAllElements()) {
      switch (e.tagName()) {
        case "wp:docPr" -> {
          if (!e.attr("hidden").matches("1|true")) {
            out.picture(e.attr("descr").strip(), "");
          }
        }
        case "v:imagedata", "v:shape" -> out.picture(e.attr("alt").strip(), "");
        case "c:chart" -> charts.add(context.relations().part(e.attr("r:id")));
        case "w:txbxContent" -> {
          if (e.parents().stream().noneMatch(p -> p.tagName().equals("mc:Fallback"))) {
            boxes.add(e);
          }
        }
        default -> {}
      }
    }
  }

  private boolean isHidden(Element properties, @Nullable Element paragraph) {
    if (Xml.has(properties, "w:vanish")) {
      return WordReader.isOn(properties, "w:vanish");
    }
    String of =
        paragraph == null
            ? style
            : Xml.child(Xml.child(paragraph, "w:pPr"), "w:pStyle").attr("w:val");
    return isStyled(properties, "w:vanish", of);
  }

  private boolean isStyled(Element properties, String name, String paragraphStyle) {
    String own = Xml.child(properties, "w:rStyle").attr("w:val");
    Element property = context.styles().property(own, "w:rPr", name);
    property =
        property == null ? context.styles().property(paragraphStyle, "w:rPr", name) : property;
    return property != null && !property.attr("w:val").matches("0|false|off");
  }

  private String wrap(Element properties) {
    Element align = Xml.child(properties, "w:vertAlign");
    if (align.tagName().equals("none")) {
      String own = Xml.child(properties, "w:rStyle").attr("w:val");
      Element styled = context.styles().property(own, "w:rPr", "w:vertAlign");
      align = styled == null || own.toLowerCase(Locale.ROOT).contains("note") ? align : styled;
    }
    return switch (align.attr("w:val")) {
      case "superscript" -> "sup";
      case "subscript" -> "sub";
      default ->
          WordReader.isOn(properties, "w:strike") || WordReader.isOn(properties, "w:dstrike")
              ? "s"
              : "";
    };
  }
}
