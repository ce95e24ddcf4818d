package dev.quern.document.reader.word;

import dev.quern.document.markup.Xhtml;
import org.jsoup.nodes.Element;
import org.xml.sax.SAXException;

/** The links of a paragraph, elements and fields: one is open at a time, within its paragraph. */
final class WordLinks {

  private final WordFields fields;
  private final Xhtml out;
  private boolean open;

  WordLinks(WordFields fields, Xhtml out) {
    this.fields = fields;
    this.out = out;
  }

  /** Takes the mark of a field, and writes the begin or the end of the link that it is. */
  void field(Element mark) throws SAXException {
    switch (mark.attr("w:fldCharType")) {
      case "begin" -> fields.begin();
      case "separate" -> {
        if (start(fields.separate())) {
          fields.linked();
        }
      }
      case "end" -> {
        if (fields.end()) {
          end();
        }
      }
      default -> {}
    }
  }

  /** Returns whether a link was started: not without an address, and not within another. */
  boolean start(String address) throws SAXException {
    if (open || address.isEmpty()) {
      return false;
    }
    out.start("a", "href", address);
    open = true;
    return true;
  }

  /** Ends the link that is open, if there is one. */
  void end() throws SAXException {
    if (open) {
      out.end("a");
      open = false;
    }
  }
}
