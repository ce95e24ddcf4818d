package dev.quern.document.reader.sheet;

import dev.quern.document.markup.DocumentReader;
import dev.quern.document.markup.FileNotes;
import dev.quern.document.markup.Scripts;
import dev.quern.document.markup.Xhtml;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.apache.poi.hssf.OldExcelFormatException;
import org.apache.poi.hssf.usermodel.HSSFRichTextString;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.FileMagic;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.CellValue;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.FormulaEvaluator;
import org.apache.poi.ss.usermodel.RichTextString;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/** Reads xls, that of Excel 97 to 2003 by POI's model: what is shown, dates as ISO 8601. */
public final class OldWorkbookReader implements DocumentReader {

  private static final DataFormatter FORMATTER = new DataFormatter(Locale.ROOT);

  @Override
  public void read(Path file, Xhtml out, FileNotes notes) throws IOException, SAXException {
    if (FileMagic.valueOf(file.toFile()) != FileMagic.OLE2) {
      oldest(Files.readAllBytes(file), out);
      return;
    }
    try (Workbook workbook = WorkbookFactory.create(file.toFile(), null, true)) {
      FormulaEvaluator evaluator = workbook.getCreationHelper().createFormulaEvaluator();
      evaluator.setIgnoreMissingWorkbooks(true);
      boolean since1904 =
          workbook instanceof HSSFWorkbook old
              && old.getInternalWorkbook().isUsing1904DateWindowing();
      out.start("body");
      for (int i = 0; i < workbook.getNumberOfSheets(); i++) {
        if (!workbook.isSheetHidden(i) && !workbook.isSheetVeryHidden(i)) {
          sheet(workbook.getSheetAt(i), cell -> shown(cell, evaluator, since1904), out);
        }
      }
      out.end("body");
    } catch (OldExcelFormatException beforeExcel97) {
      try (POIFSFileSystem parts = new POIFSFileSystem(file.toFile(), true);
          InputStream in = parts.createDocumentInputStream("Book")) {
        oldest(in.readAllBytes(), out);
      }
    }
  }

  /** Workbooks of Excel 95 and before are records alone, at last in a stream. */
  private static void oldest(byte[] records, Xhtml out) throws IOException, SAXException {
    out.start("body");
    for (OldestWorkbook.Sheet sheet : OldestWorkbook.read(records)) {
      sheet(sheet, out);
    }
    out.end("body");
  }

  private static void sheet(OldestWorkbook.Sheet sheet, Xhtml out) throws SAXException {
    out.element("h2", sheet.name());
    out.start("table");
    for (TreeMap<Integer, String> row : sheet.rows().values()) {
      out.start("tr");
      for (int i = 0; i <= row.lastKey(); i++) {
        out.start("td");
        out.text(row.getOrDefault(i, ""));
        out.end("td");
      }
      out.end("tr");
    }
    out.end("table");
  }

  private static void sheet(Sheet sheet, Function<Cell, String> shown, Xhtml out)
      throws SAXException {
    IntPredicate hidden = column -> isHidden(sheet, column);
    SheetTable table = new SheetTable(sheet.getSheetName(), hidden, out);
    MergedCells merged = new MergedCells();
    sheet.getMergedRegions().forEach(merged::add);
    int next = 0;
    for (Row row : sheet) {
      table.row(merged.take(next, row.getRowNum() - 1, hidden, new TreeMap<>()));
      next = row.getRowNum() + 1;
      TreeMap<Integer, String> cells = new TreeMap<>();
      for (Cell cell : row) {
        if (row.getZeroHeight() || hidden.test(cell.getColumnIndex())) {
          merged.hold(cell.getRowIndex(), cell.getColumnIndex(), () -> shown.apply(cell));
        } else if (!shown.apply(cell).isBlank()) {
          cells.put(cell.getColumnIndex(), shown.apply(cell));
        }
      }
      if (!row.getZeroHeight()) {
        table.row(merged.take(row.getRowNum(), row.getRowNum(), hidden, cells));
      }
    }
    table.row(merged.take(next, Integer.MAX_VALUE, hidden, new TreeMap<>()));
    table.end();
    for (String box : OldShapes.texts(sheet)) {
      table.heading();
      out.element("p", box);
    }
  }

  private static boolean isHidden(Sheet sheet, int column) {
    try {
      return sheet.isColumnHidden(column);
    } catch (NullPointerException noColumnIsDescribed) {
      // POI asks for what a sheet need not say.
      return false;
    }
  }

  /** What a cell shows; a formula that was stored without a value is computed, else shown. */
  static String shown(Cell cell, @Nullable FormulaEvaluator evaluator, boolean since1904) {
    if (cell.getCellType() != CellType.FORMULA) {
      return shown(cell, cell.getCellType(), since1904);
    }
    String stored = shown(cell, cell.getCachedFormulaResultType(), since1904);
    if (!stored.isEmpty() || evaluator == null) {
      return stored;
    }
    try {
      CellValue value = evaluator.evaluate(cell);
      return switch (value == null ? CellType.ERROR : value.getCellType()) {
        case NUMERIC -> number(cell, value.getNumberValue(), since1904);
        case STRING -> value.getStringValue();
        case BOOLEAN -> value.getBooleanValue() ? "TRUE" : "FALSE";
        default -> "=" + cell.getCellFormula();
      };
    } catch (RuntimeException unknownFunction) {
      return "=" + cell.getCellFormula();
    }
  }

  private static String shown(Cell cell, CellType type, boolean since1904) {
    return switch (type) {
      case NUMERIC -> number(cell, cell.getNumericCellValue(), since1904);
      case STRING -> string(cell);
      case BOOLEAN -> cell.getBooleanCellValue() ? "TRUE" : "FALSE";
      case ERROR -> FORMATTER.formatCellValue(cell);
      default -> "";
    };
  }

  private static String number(Cell cell, double value, boolean since1904) {
    return CellFormats.shown(
        value,
        cell.getCellStyle().getDataFormat(),
        String.valueOf(cell.getCellStyle().getDataFormatString()),
        since1904,
        FORMATTER);
  }

  /** A text with what is raised or lowered in it. */
  private static String string(Cell cell) {
    RichTextString text = cell.getRichStringCellValue();
    if (!(text instanceof HSSFRichTextString rich)
        || text.numFormattingRuns() == 0
        || !(cell.getSheet().getWorkbook() instanceof HSSFWorkbook workbook)) {
      return text.getString();
    }
    String whole = rich.getString();
    StringBuilder result = new StringBuilder();
    int from = 0;
    short font = 0;
    for (int i = 0; i <= rich.numFormattingRuns(); i++) {
      boolean last = i == rich.numFormattingRuns();
      int to = Math.min(whole.length(), last ? whole.length() : rich.getIndexOfFormattingRun(i));
      String part = whole.substring(Math.min(from, to), to);
      result.append(
          switch (from == 0 ? Font.SS_NONE : workbook.getFontAt(font).getTypeOffset()) {
            case Font.SS_SUPER -> Scripts.superscript(part);
            case Font.SS_SUB -> Scripts.subscript(part);
            default -> part;
          });
      from = to;
      font = last ? font : rich.getFontOfFormattingRun(i);
    }
    return result.toString();
  }
}
