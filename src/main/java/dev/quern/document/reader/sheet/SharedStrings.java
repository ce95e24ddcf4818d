package dev.quern.document.reader.sheet;

import dev.quern.document.markup.Scripts;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** The strings that cells refer to, without their readings, scripts marked. */
final class SharedStrings extends DefaultHandler {

  private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

  private final List<String> strings = new ArrayList<>();
  private final StringBuilder string = new StringBuilder();
  private final StringBuilder text = new StringBuilder();
  private String align = "";
  private boolean inText;
  private boolean inReading;

  String get(int index) {
    return index >= 0 && index < strings.size() ? strings.get(index) : "";
  }

  @Override
  public void startElement(String uri, String local, String name, Attributes attributes) {
    switch (local) {
      case "si" -> string.setLength(0);
      case "r" -> align = "";
      case "vertAlign" -> align = String.valueOf(attributes.getValue("val"));
      case "rPh" -> inReading = true;
      case "t" -> {
        inText = true;
        text.setLength(0);
      }
      default -> {}
    }
  }

  @Override
  public void endElement(String uri, String local, String name) {
    switch (local) {
      case "si" -> strings.add(unescaped(string.toString()));
      case "r" -> align = "";
      case "rPh" -> inReading = false;
      case "t" -> {
        inText = false;
        if (!inReading) {
          string.append(
              switch (align) {
                case "superscript" -> Scripts.superscript(text.toString());
                case "subscript" -> Scripts.subscript(text.toString());
                default -> text.toString();
              });
        }
      }
      default -> {}
    }
  }

  /** Characters that XML does not allow stand as {@code _x000D_} (ECMA-376 Part 1, 22.9.2.19). */
  static String unescaped(String text) {
    return text.contains("_x")
        ? ESCAPED
            .matcher(text)
            .replaceAll(
                found -> {
                  int c = Integer.parseInt(found.group(1), 16);
                  return Matcher.quoteReplacement(c < ' ' ? " " : Character.toString(c));
                })
        : text;
  }

  @Override
  public void characters(char[] buffer, int start, int length) {
    if (inText) {
      text.append(buffer, start, length);
    }
  }
}
