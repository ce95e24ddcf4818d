package dev.quern.document.markup;

import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.AttributesImpl;

/** Writes XHTML events, with attributes given as names and values in turn. */
public final class Xhtml {

  private final ContentHandler handler;
  private boolean afterFormula;

  public Xhtml(ContentHandler handler) {
    this.handler = handler;
  }

  /** Starts an element; {@code attributes} are names and values in turn. */
  public void start(String name, String... attributes) throws SAXException {
    afterFormula = false;
    AttributesImpl list = new AttributesImpl();
    for (int i = 0; i + 1 < attributes.length; i += 2) {
      list.addAttribute("", attributes[i], attributes[i], "CDATA", attributes[i + 1]);
    }
    handler.startElement("", name, name, list);
  }

  public void end(String name) throws SAXException {
    handler.endElement("", name, name);
  }

  /** Text in the element that is open. */
  public void text(String text) throws SAXException {
    afterFormula = afterFormula && text.isEmpty();
    handler.characters(text.toCharArray(), 0, text.length());
  }

  /** A formula between dollar signs; two that follow each other at once are kept apart. */
  public void formula(String latex) throws SAXException {
    text(afterFormula && !latex.isEmpty() ? " " + latex : latex);
    afterFormula = afterFormula || !latex.isEmpty();
  }

  /** An element with text alone; nothing where the text is blank. */
  public void element(String name, String text, String... attributes) throws SAXException {
    if (!text.isBlank()) {
      start(name, attributes);
      text(text);
      end(name);
    }
  }

  public void lineBreak() throws SAXException {
    start("br");
    end("br");
  }

  /** An image's alternative text; nothing where there is none. */
  public void image(String alternative, String source) throws SAXException {
    if (!alternative.isBlank()) {
      start("img", "alt", alternative, "src", source);
      end("img");
    }
  }
}
