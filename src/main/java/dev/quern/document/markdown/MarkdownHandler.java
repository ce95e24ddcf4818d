package dev.quern.document.markdown;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Converts Tika's XHTML events into Markdown in a streaming way; memory holds a block, or a hundred
 * rows. {@link ParagraphText} treats white space as the format does, and finds structure that is
 * visible only in the layout.
 */
public class MarkdownHandler extends DefaultHandler {

  private static final Set<String> SKIPPED =
      Set.of("head", "script", "style", "template", "noscript", "nav", "del");

  private final MarkdownElements elements;
  private int skipped;

  /**
   * @param out where the Markdown goes
   * @param layout how the format's text lies
   * @param titles the headings a PDF's outline names, by {@link PageLines#key}, with their level
   */
  public MarkdownHandler(MarkdownFile out, DocumentLayout layout, Map<String, Integer> titles) {
    this.elements = new MarkdownElements(out, layout, titles);
  }

  @Override
  public void startElement(String uri, String localName, String qName, Attributes attributes)
      throws SAXException {
    String name = name(localName, qName);
    if (skipped > 0 || SKIPPED.contains(name)) {
      skipped++;
      return;
    }
    write(() -> elements.start(name, attributes));
  }

  @Override
  public void endElement(String uri, String localName, String qName) throws SAXException {
    if (skipped > 0) {
      skipped--;
      return;
    }
    write(() -> elements.end(name(localName, qName)));
  }

  @Override
  public void characters(char[] buffer, int start, int length) throws SAXException {
    if (skipped == 0) {
      write(() -> elements.text(buffer, start, length));
    }
  }

  @Override
  public void ignorableWhitespace(char[] buffer, int start, int length) throws SAXException {
    characters(buffer, start, length);
  }

  @Override
  public void endDocument() throws SAXException {
    write(elements::endAll);
  }

  private static String name(String localName, String qName) {
    String name = localName == null || localName.isEmpty() ? qName : localName;
    return name.toLowerCase(Locale.ROOT);
  }

  private static void write(OpenTables.Flush step) throws SAXException {
    try {
      step.run();
    } catch (IOException e) {
      throw new SAXException(e);
    }
  }
}
