package dev.quern.document.reader.rtf;

import dev.quern.document.markup.FieldLink;
import dev.quern.document.markup.SymbolFonts;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fields by their instructions, and the named properties of shapes. */
final class RtfFields {

  private static final Pattern SYMBOL =
      Pattern.compile("(?i)\\s*SYMBOL\\s+(0x[0-9a-f]+|\\d+)(?:.*\\\\f\\s*\"?([^\"\\\\]+)\"?)?.*");

  private static final String DESCRIPTION = "wzDescription";

  private final StringBuilder instruction = new StringBuilder();
  private String name = "";

  void begin() {
    instruction.setLength(0);
  }

  void instruction(String text) {
    instruction.append(text);
  }

  /** The result of the field begins: the address it leads to; empty where it is no link. */
  String result() {
    String address = FieldLink.address(instruction.toString());
    instruction.setLength(0);
    return address;
  }

  /** The symbol of a field that had no result; empty where it is none. */
  String symbol() {
    Matcher symbol = SYMBOL.matcher(instruction);
    instruction.setLength(0);
    if (!symbol.matches()) {
      return "";
    }
    int code = Integer.decode(symbol.group(1)) & 0xFFFF;
    String font = symbol.group(2) == null ? "Symbol" : symbol.group(2).strip();
    return SymbolFonts.text(Character.toString(code), font);
  }

  void name(String text) {
    name = text.strip();
  }

  /** The description of an image, where the value is one. */
  String image(String value) {
    return name.equals(DESCRIPTION) ? value.strip() : "";
  }
}
