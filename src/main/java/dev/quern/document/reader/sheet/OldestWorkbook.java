package dev.quern.document.reader.sheet;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.poi.ss.usermodel.BuiltinFormats;
import org.apache.poi.ss.usermodel.DataFormatter;

/**
 * The sheets of a workbook of Excel 2 to 95 (BIFF2 to BIFF5, as OpenOffice's documentation of the
 * format has it), of which POI gives only the contents of cells, one after the other.
 */
final class OldestWorkbook {

  /** A sheet that is shown: its rows by number, their cells by column. */
  record Sheet(String name, TreeMap<Integer, TreeMap<Integer, String>> rows) {}

  private static final DataFormatter FORMATTER = new DataFormatter(Locale.ROOT);
  private static final int SHEET = 0x10;
  private static final int HIDDEN_ROW = 0x20;
  private static final int MAX_COLUMN = 255;

  private final List<String> names = new ArrayList<>();
  private final List<Boolean> hiddenSheets = new ArrayList<>();
  private final Map<Integer, String> formats = new TreeMap<>();
  private final List<Integer> styles = new ArrayList<>();
  private final List<Sheet> sheets = new ArrayList<>();
  private final OldestHidden hidden = new OldestHidden();
  private Charset charset = Charset.forName("windows-1252");
  private boolean since1904;
  private int version;
  private int seen = -1;
  private boolean shown;
  private int row;
  private int column;

  private OldestWorkbook() {}

  static List<Sheet> read(byte[] content) throws IOException {
    OldestWorkbook workbook = new OldestWorkbook();
    ByteBuffer all = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    while (all.remaining() >= 4) {
      int kind = all.getShort() & 0xFFFF;
      int length = Math.min(all.getShort() & 0xFFFF, all.remaining());
      ByteBuffer record = all.slice(all.position(), length).order(ByteOrder.LITTLE_ENDIAN);
      all.position(all.position() + length);
      try {
        workbook.record(kind, record);
      } catch (BufferUnderflowException e) {
        throw new IOException("A record of its cells is cut off", e);
      }
    }
    workbook.endSheet();
    return workbook.sheets;
  }

  private void record(int kind, ByteBuffer in) {
    switch (kind) {
      case 0x0009, 0x0209, 0x0409, 0x0809 -> begin(kind, in);
      case 0x0042 -> charset = OldestHidden.charset(in.getShort() & 0xFFFF, charset);
      case 0x0022 -> since1904 = in.getShort() != 0;
      case 0x0085 -> {
        hiddenSheets.add(in.get(4) != 0);
        in.position(6);
        names.add(string(in, in.get() & 0xFF));
      }
      case 0x001E -> formats.put(formats.size(), string(in, in.get() & 0xFF));
      case 0x041E -> {
        int index = in.getShort();
        formats.put(version < 5 ? formats.size() : index, string(in, in.get() & 0xFF));
      }
      case 0x00E0 -> styles.add((int) in.getShort(2));
      case 0x0243, 0x0443 -> styles.add(in.get(1) & 0xFF);
      case 0x0208 -> hidden.row(in.getShort(), in.getShort(12) & HIDDEN_ROW);
      case 0x007D -> hidden.columns(in.getShort(), in.getShort(), in.getShort(8) & 1);
      default -> cell(kind, in);
    }
  }

  private void begin(int kind, ByteBuffer in) {
    version = kind == 0x0809 ? 5 : kind / 0x0200 + 2;
    if ((in.getShort(2) & 0xFFFF) == SHEET) {
      endSheet();
      seen++;
      shown = seen >= hiddenSheets.size() || !hiddenSheets.get(seen);
      String name = seen < names.size() ? names.get(seen) : "Sheet " + (seen + 1);
      sheets.add(new Sheet(name, new TreeMap<>()));
    }
  }

  private void endSheet() {
    if (!sheets.isEmpty()) {
      Sheet last = sheets.get(sheets.size() - 1);
      hidden.takeFrom(last.rows());
      if (!shown || last.rows().isEmpty()) {
        sheets.remove(sheets.size() - 1);
      }
    }
  }

  private void cell(int kind, ByteBuffer in) {
    switch (kind) {
      case 0x0002, 0x0003, 0x0203, 0x027E -> number(kind, in);
      case 0x0004 -> {
        place(in);
        put(string(in, in.get() & 0xFF));
      }
      case 0x0204, 0x00D6 -> {
        place(in);
        put(string(in, in.getShort() & 0xFFFF));
      }
      case 0x0005, 0x0205 -> {
        place(in);
        truth(in);
      }
      case 0x0006, 0x0206, 0x0406 -> formula(place(in), in);
      case 0x0007 -> put(string(in, in.get() & 0xFF));
      case 0x0207 -> put(string(in, in.getShort() & 0xFFFF));
      case 0x00BD -> {
        row = in.getShort() & 0xFFFF;
        column = in.getShort() & 0xFFFF;
        while (in.remaining() >= 6) {
          int style = in.getShort() & 0xFFFF;
          put(shown(rk(in.getInt()), style));
          column++;
        }
      }
      default -> {}
    }
  }

  /** Reads where the cell is; gives how its number is to be shown. */
  private int place(ByteBuffer in) {
    row = in.getShort() & 0xFFFF;
    column = in.getShort() & 0xFFFF;
    if (version > 2) {
      return in.getShort() & 0xFFFF;
    }
    in.get();
    int format = in.get() & 0x3F;
    in.get();
    return -1 - format;
  }

  private void number(int kind, ByteBuffer in) {
    int style = place(in);
    double value =
        kind == 0x0002 ? in.getShort() & 0xFFFF : kind == 0x027E ? rk(in.getInt()) : in.getDouble();
    put(shown(value, style));
  }

  private void truth(ByteBuffer in) {
    int value = in.get();
    put(in.get() == 0 ? value == 0 ? "FALSE" : "TRUE" : "#ERROR");
  }

  /** The result that is stored with a formula; a text follows in a record of its own. */
  private void formula(int style, ByteBuffer in) {
    long bits = in.getLong(in.position());
    if (bits >>> 48 != 0xFFFF) {
      put(shown(Double.longBitsToDouble(bits), style));
    } else if ((bits & 0xFF) == 1) {
      put((bits >> 16 & 0xFF) == 0 ? "FALSE" : "TRUE");
    }
  }

  private static double rk(int bits) {
    double value =
        (bits & 2) != 0 ? bits >> 2 : Double.longBitsToDouble((bits & 0xFFFFFFFCL) << 32);
    return (bits & 1) != 0 ? value / 100 : value;
  }

  private String shown(double value, int style) {
    int index = style < 0 ? -1 - style : style < styles.size() ? styles.get(style) : 0;
    String builtin = version < 5 ? null : BuiltinFormats.getBuiltinFormat(index);
    String format = formats.getOrDefault(index, builtin == null ? "General" : builtin);
    return CellFormats.shown(value, version < 5 ? 0 : index, format, since1904, FORMATTER);
  }

  private void put(String text) {
    if (!sheets.isEmpty() && !text.isBlank() && column <= MAX_COLUMN) {
      sheets
          .get(sheets.size() - 1)
          .rows()
          .computeIfAbsent(row, r -> new TreeMap<>())
          .put(column, text);
    }
  }

  private String string(ByteBuffer in, int length) {
    byte[] bytes = new byte[Math.min(length, in.remaining())];
    in.get(bytes);
    return new String(bytes, charset);
  }
}
