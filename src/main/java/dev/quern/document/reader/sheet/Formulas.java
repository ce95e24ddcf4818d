package dev.quern.document.reader.sheet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipFile;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.CellValue;
import org.apache.poi.ss.usermodel.FormulaEvaluator;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.apache.poi.ss.util.AreaReference;
import org.apache.poi.ss.util.CellReference;
import org.jspecify.annotations.Nullable;

/**
 * Computes formulas that were stored without a value. POI needs the whole workbook for that, so
 * only small workbooks are computed; otherwise the formula is shown.
 */
final class Formulas implements AutoCloseable {

  /** Of the XML of a workbook, unpacked, in bytes; POI needs some ten times as much memory. */
  private static final long LARGEST = 15_000_000;

  private static final int MAX_POINTS = 10_000;

  private final Path file;
  private @Nullable Workbook workbook;
  private @Nullable FormulaEvaluator evaluator;
  private boolean impossible;

  Formulas(Path file) {
    this.file = file;
  }

  /** The value, or null where it cannot be computed. */
  @Nullable CellValue value(String sheet, String cell) {
    try {
      open();
      Sheet itsSheet = workbook == null ? null : workbook.getSheet(sheet);
      CellReference place = new CellReference(cell);
      Row row = itsSheet == null ? null : itsSheet.getRow(place.getRow());
      Cell found = row == null ? null : row.getCell(place.getCol());
      if (found == null || evaluator == null || found.getCellType() != CellType.FORMULA) {
        return null;
      }
      CellValue value = evaluator.evaluate(found);
      return value == null || value.getCellType() == CellType.ERROR ? null : value;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // A function that POI does not know: the formula is shown.
      return null;
    }
  }

  /** What the cells of a range show, such as {@code Sheet1!$A$2:$A$5}; none where unreadable. */
  List<String> range(String range) {
    List<String> values = new ArrayList<>();
    try {
      open();
      AreaReference area = new AreaReference(range, SpreadsheetVersion.EXCEL2007);
      CellReference[] cells = area.getAllReferencedCells();
      Workbook book = workbook;
      if (book == null || cells.length > MAX_POINTS) {
        return List.of();
      }
      for (CellReference place : cells) {
        Sheet sheet = book.getSheet(place.getSheetName());
        Row row = sheet == null ? null : sheet.getRow(place.getRow());
        Cell cell = row == null ? null : row.getCell(place.getCol());
        values.add(cell == null ? "" : OldWorkbookReader.shown(cell, evaluator, false));
      }
    } catch (IOException | RuntimeException e) {
      // The chart is shown without these.
      return List.of();
    }
    return values;
  }

  private void open() throws IOException {
    if (workbook != null || impossible) {
      return;
    }
    impossible = true;
    if (unpacked() <= LARGEST) {
      Workbook opened = WorkbookFactory.create(file.toFile(), null, true);
      workbook = opened;
      evaluator = opened.getCreationHelper().createFormulaEvaluator();
      evaluator.setIgnoreMissingWorkbooks(true);
    }
  }

  private long unpacked() throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return zip.stream()
          .filter(part -> part.getName().toLowerCase(Locale.ROOT).endsWith(".xml"))
          .mapToLong(part -> part.getSize() < 0 ? LARGEST + 1 : part.getSize())
          .sum();
    }
  }

  @Override
  public void close() throws IOException {
    if (workbook != null) {
      workbook.close();
    }
  }
}
