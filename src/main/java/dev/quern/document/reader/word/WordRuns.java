package dev.quern.document.reader.word;

import dev.quern.document.markup.FieldLink;
import dev.quern.document.markup.SymbolFonts;
import dev.quern.document.markup.Xhtml;
import dev.quern.document.markup.Xml;
import dev.quern.document.math.OfficeMath;
import dev.quern.document.reader.office.Graphics;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Element;
import org.xml.sax.SAXException;

/** The text of a paragraph, as its runs say it is shown. */
final class WordRuns {

  /** In half points; less is there to even out the looks. */
  private static final int MIN_POSITION = 4;

  private final WordContext context;
  private final Xhtml out;
  private final WordFields fields = new WordFields();
  private final WordLinks links;
  private final WordDrawings drawings;
  private final WordHidden hidden;
  private String style = "";

  WordRuns(WordContext context, Xhtml out) {
    this.context = context;
    this.out = out;
    this.links = new WordLinks(fields, out);
    this.drawings = new WordDrawings(out);
    this.hidden = new WordHidden(context.styles());
  }

  WordDrawings drawings() {
    return drawings;
  }

  /** Whether nothing in the paragraph would be seen in its line. */
  boolean isEmpty(Element paragraph) {
    String of = Xml.child(Xml.child(paragraph, "w:pPr"), "w:pStyle").attr("w:val");
    return isEmpty(paragraph, of);
  }

  private boolean isEmpty(Element parent, String of) {
    for (Element e : parent.children()) {
      boolean shown =
          switch (e.tagName()) {
            case "w:pPr", "w:rPr", "w:del", "w:moveFrom" -> false;
            case "w:t" -> !e.wholeText().isBlank() && !hidden.is(parent, of);
            case "w:sym",
                "m:t",
                "w:footnoteReference",
                "w:endnoteReference",
                "w:drawing",
                "w:pict",
                "w:ffData" ->
                true;
            default -> !isEmpty(e, of);
          };
      if (shown) {
        return false;
      }
    }
    return true;
  }

  /** Writes the text of paragraphs that are one. */
  void write(List<Element> joined) throws SAXException {
    for (Element paragraph : joined) {
      style = Xml.child(Xml.child(paragraph, "w:pPr"), "w:pStyle").attr("w:val");
      children(paragraph);
      links.end(); // a field can go on in the next paragraph, an element cannot
    }
    if (fields.dropUnseparated()) {
      context
          .notes()
          .add("A field does not end in its paragraph; what stands there behind it was left out.");
    }
  }

  private void children(Element parent) throws SAXException {
    for (Element child : parent.children()) {
      element(child);
    }
  }

  private void element(Element e) throws SAXException {
    switch (e.tagName()) {
      case "w:r" -> run(e);
      case "w:hyperlink" -> link(context.relations().address(e.attr("r:id")), e);
      case "m:oMath", "m:oMathPara" -> out.formula(OfficeMath.latex(e));
      case "w:fldSimple" -> link(FieldLink.address(e.attr("w:instr")), e);
      case "w:ruby" -> ruby(e);
      case "mc:AlternateContent" -> {
        for (Element child : Graphics.alternative(e).children()) {
          content(child, "");
        }
      }
      case "w:sdt" -> {
        if (!isPlaceholder(e)) {
          children(e);
        }
      }
      case "w:ins", "w:moveTo", "w:smartTag", "w:sdtContent", "w:customXml", "w:bdo", "w:dir" ->
          children(e);
      default -> {}
    }
  }

  private void run(Element run) throws SAXException {
    Element properties = Xml.child(run, "w:rPr");
    if (hidden.is(run, style)) {
      for (Element mark : run.getElementsByTag("w:fldChar")) {
        links.field(mark);
      }
      return;
    }
    String wrap = Xml.has(run, "w:fldChar") ? "" : wrap(properties);
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
      out.text(WordFields.shown(e));
      links.field(e);
      return;
    }
    if (fields.inInstruction()) {
      fields.instruction(e.tagName().equals("w:instrText") ? e.wholeText() : "");
      return;
    }
    switch (e.tagName()) {
      case "w:t" -> out.text(SymbolFonts.text(e.wholeText(), font));
      case "w:tab", "w:ptab" -> out.text("\t");
      case "w:br", "w:cr" -> out.lineBreak();
      case "w:noBreakHyphen" -> out.text("-");
      case "w:sym" -> symbol(e);
      case "w:footnoteReference", "w:endnoteReference" -> out.text(context.wordNotes().mark(e));
      case "w:drawing", "w:pict", "w:object" -> drawings.write(e);
      default -> element(e);
    }
  }

  /** Whether a content control only says that something may be put in. */
  static boolean isPlaceholder(Element control) {
    return WordReader.isOn(Xml.child(control, "w:sdtPr"), "w:showingPlcHdr");
  }

  private void symbol(Element e) throws SAXException {
    try {
      int code = Integer.parseInt(e.attr("w:char"), 16);
      out.text(SymbolFonts.text(Character.toString(code), e.attr("w:font")));
    } catch (IllegalArgumentException malformed) {
      context.notes().add("A symbol has no readable code: '" + e.attr("w:char") + "'.");
    }
  }

  private void link(String address, Element shown) throws SAXException {
    boolean started = links.start(address);
    children(shown);
    if (started) {
      links.end();
    }
  }

  private void ruby(Element e) throws SAXException {
    children(Xml.child(e, "w:rubyBase"));
    out.text("(");
    children(Xml.child(e, "w:rt"));
    out.text(")");
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
      case "" -> moved(properties);
      default -> "";
    };
  }

  /** Raised and lowered by hand, or struck out. */
  private static String moved(Element properties) {
    int position = Xml.number(Xml.child(properties, "w:position"), "w:val", 0);
    if (Math.abs(position) >= MIN_POSITION) {
      return position > 0 ? "sup" : "sub";
    }
    boolean struck =
        WordReader.isOn(properties, "w:strike") || WordReader.isOn(properties, "w:dstrike");
    return struck ? "s" : "";
  }
}
