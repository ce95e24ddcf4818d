package dev.quern.document.markup;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The field HYPERLINK of Word and RTF: an address, and with the switch {@code \l} a place in it
 * (ECMA-376, part 1, 17.16.5.25).
 */
public final class FieldLink {

  private static final Pattern LINK =
      Pattern.compile("(?i)\\s*HYPERLINK\\s+(?:\"([^\"]*)\"|([^\\\\\\s]\\S*))(.*)", Pattern.DOTALL);

  private static final Pattern PLACE =
      Pattern.compile("(?i)\\\\l\\s+(?:\"([^\"]+)\"|(\\S+))", Pattern.DOTALL);

  private FieldLink() {}

  /** Where the field leads; empty for another field, and for a place in the document itself. */
  public static String address(String instruction) {
    Matcher link = LINK.matcher(instruction);
    if (!link.matches()) {
      return "";
    }
    String address = (link.group(1) == null ? link.group(2) : link.group(1)).strip();
    Matcher place = PLACE.matcher(link.group(3));
    if (address.isEmpty() || !place.find()) {
      return address;
    }
    return address + "#" + (place.group(1) == null ? place.group(2) : place.group(1));
  }
}
