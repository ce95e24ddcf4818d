package dev.quern.document.parser;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The records of a workbook of Excel 95 (BIFF5) or 97 (BIFF8), written without POI. */
final class OldRecords {

  private static final int DATE = 14;

  private final boolean excel97;
  private final ByteBuffer out = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
  private final List<Integer> places = new ArrayList<>();
  private int begun;

  /** Begins a workbook with these sheets; names after a {@code -} are of hidden ones. */
  OldRecords(boolean excel97, String... sheets) {
    this.excel97 = excel97;
    begin(5);
    record(0x42, 2).putShort((short) (excel97 ? 1200 : 1252));
    for (int i = 0; i < 5; i++) {
      ByteBuffer font = record(0x31, excel97 ? 17 : 16);
      font.putShort((short) 200).putShort((short) 0).putShort((short) 0x7FFF).putShort((short) 400);
      font.position(14);
      font.put((byte) 1).put(excel97 ? new byte[] {0, 'A'} : new byte[] {'A'});
    }
    for (int i = 0; i < 17; i++) {
      ByteBuffer style = record(0xE0, excel97 ? 20 : 16);
      style.putShort((short) 0).putShort((short) (i == 16 ? DATE : 0));
      style.putShort((short) (i < 15 ? 0xFFF5 : 1));
    }
    for (String sheet : sheets) {
      boolean hidden = sheet.startsWith("-");
      byte[] name = sheet.replaceFirst("^-", "").getBytes(StandardCharsets.US_ASCII);
      ByteBuffer record = record(0x85, 7 + (excel97 ? 1 : 0) + name.length);
      places.add(out.position() - record.capacity());
      record.putInt(0).put((byte) (hidden ? 1 : 0)).put((byte) 0).put((byte) name.length);
      record.put(excel97 ? new byte[1] : new byte[0]).put(name);
    }
    record(0x0A, 0);
  }

  private ByteBuffer record(int kind, int length) {
    out.putShort((short) kind).putShort((short) length);
    ByteBuffer record = out.slice(out.position(), length).order(ByteOrder.LITTLE_ENDIAN);
    out.position(out.position() + length);
    return record;
  }

  private void begin(int type) {
    ByteBuffer begin = record(0x0809, excel97 ? 16 : 8);
    begin.putShort((short) (excel97 ? 0x0600 : 0x0500)).putShort((short) type);
    begin.putShort((short) 0x0DBB).putShort((short) 0x07CC);
  }

  OldRecords sheet() {
    out.putInt(places.get(begun++), out.position());
    begin(0x10);
    return this;
  }

  OldRecords end() {
    record(0x023E, excel97 ? 18 : 10).putShort((short) 0xB6);
    record(0x0A, 0);
    return this;
  }

  OldRecords hiddenColumn(int column) {
    ByteBuffer columns = record(0x7D, 12);
    columns.putShort((short) column).putShort((short) column).putShort((short) 2560);
    columns.putShort((short) 15).putShort((short) 1);
    return this;
  }

  OldRecords row(int row, boolean hidden) {
    ByteBuffer record = record(0x0208, 16);
    record.putShort((short) row).putShort((short) 0).putShort((short) 4).putShort((short) 255);
    record.position(12);
    record.putInt(hidden ? 0x0120 : 0x0100);
    return this;
  }

  OldRecords text(int row, int column, String text) {
    byte[] bytes =
        text.getBytes(excel97 ? StandardCharsets.UTF_16LE : Charset.forName("windows-1252"));
    ByteBuffer record = record(0x0204, 8 + (excel97 ? 1 : 0) + bytes.length);
    record.putShort((short) row).putShort((short) column).putShort((short) 15);
    record.putShort((short) text.length()).put(excel97 ? new byte[] {1} : new byte[0]).put(bytes);
    return this;
  }

  OldRecords number(int row, int column, double value, boolean date) {
    ByteBuffer record = record(0x0203, 14);
    record.putShort((short) row).putShort((short) column).putShort((short) (date ? 16 : 15));
    record.putDouble(value);
    return this;
  }

  OldRecords merged(int firstRow, int lastRow, int firstColumn, int lastColumn) {
    ByteBuffer record = record(0xE5, 10).putShort((short) 1);
    record.putShort((short) firstRow).putShort((short) lastRow);
    record.putShort((short) firstColumn).putShort((short) lastColumn);
    return this;
  }

  /** The formula 2 + 3 with a value that is stored, or an empty text where it is negative. */
  OldRecords formula(int row, int column, double stored) {
    ByteBuffer record = record(0x06, 29);
    record.putShort((short) row).putShort((short) column).putShort((short) 15);
    record.putLong(stored < 0 ? 0xFFFF_0000_0000_0003L : Double.doubleToLongBits(stored));
    record.position(20);
    record.putShort((short) 7);
    record.put(new byte[] {0x1E, 2, 0, 0x1E, 3, 0, 3});
    return this;
  }

  byte[] bytes() {
    byte[] bytes = new byte[out.position()];
    out.get(0, bytes);
    return bytes;
  }
}
