package dev.quern.document.reader.sheet.xml;

import java.util.BitSet;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** Which sheets of a workbook are hidden; that stands behind their rows. */
final class HiddenSheets extends DefaultHandler {

  private final BitSet found = new BitSet();
  private final StringBuilder text = new StringBuilder();
  private int sheet = -1;

  /**
   * @param place of the sheet, from 0
   */
  boolean has(int place) {
    return found.get(Math.max(0, place));
  }

  @Override
  public void startElement(String uri, String local, String qName, Attributes attributes) {
    sheet += local.equals("Worksheet") ? 1 : 0;
    text.setLength(0);
  }

  @Override
  public void characters(char[] buffer, int start, int length) {
    text.append(buffer, start, length);
  }

  @Override
  public void endElement(String uri, String local, String qName) {
    if (local.equals("Visible") && text.toString().strip().matches("Sheet(Very)?Hidden")) {
      found.set(Math.max(0, sheet));
    }
  }
}
