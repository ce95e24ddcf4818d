package dev.quern.document.reader.page;

import java.io.StringReader;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.jsoup.parser.Tag;
import org.jsoup.parser.TagSet;

/**
 * Parses what says that it is XHTML: as XML where it is, else as HTML. Read as XML, an open {@code
 * br} would take all behind it into itself, and so would a self-closed {@code script} as HTML.
 */
final class XhtmlParser {

  /** Those of HTML are declared in a DTD that is not read. */
  private static final Pattern NAMED_CHARACTER = Pattern.compile("&[A-Za-z][A-Za-z0-9]*;");

  private XhtmlParser() {}

  static Document parse(String page) {
    return Jsoup.parse(page, "", isWellFormed(page) ? Parser.xmlParser() : html());
  }

  /** Elements that are closed in their tag end there, which HTML grants to some only. */
  private static Parser html() {
    TagSet tags = TagSet.Html();
    tags.onNewTag(tag -> tag.set(Tag.SelfClose));
    return Parser.htmlParser().tagSet(tags);
  }

  private static boolean isWellFormed(String page) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    String plain = NAMED_CHARACTER.matcher(page).replaceAll("");
    try {
      XMLStreamReader events = factory.createXMLStreamReader(new StringReader(plain));
      while (events.hasNext()) {
        events.next();
      }
      return true;
    } catch (XMLStreamException e) {
      return false;
    }
  }
}
