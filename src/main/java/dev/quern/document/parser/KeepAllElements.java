package dev.quern.document.parser;

import java.util.Locale;
import java.util.Set;
import org.apache.tika.parser.html.HtmlMapper;

/**
 * Keeps every element of an HTML page except scripts and styles. Tika's own mapper drops {@code
 * div} and {@code br}, which joins words.
 */
class KeepAllElements implements HtmlMapper {

  private static final Set<String> NO_TEXT = Set.of("script", "style", "template", "nav");

  @Override
  public String mapSafeElement(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean isDiscardElement(String name) {
    return NO_TEXT.contains(name.toLowerCase(Locale.ROOT));
  }

  @Override
  public String mapSafeAttribute(String elementName, String attributeName) {
    return attributeName.toLowerCase(Locale.ROOT);
  }
}
