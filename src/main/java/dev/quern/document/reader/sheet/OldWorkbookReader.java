package dev.quern.document.reader.sheet;

import dev.quern.document.markup.DocumentReader;
import dev.quern.document.markup.FileNotes;
import dev.quern.document.markup.Xhtml;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.xml.sax.SAXException;

/** Reads xls of Excel 97 to 2003 by POI's model: what is shown, dates as ISO 8601. */
public final class OldWorkbookReader implements DocumentReader {

  private final DataFormatter formatter = new DataFormatter(Locale.ROOT);

  @Override
  public void read(Path file, Xhtml out, FileNotes notes) throws IOException, SAXException {
    try (Workbook workbook = WorkbookFactory.create(file.toFile(), null, true)) {
      out.start("body");
      for (int i = 0; i < workbook.getNumberOfSheets(); i++) {
        if (!workbook.isSheetHidden(i) && !workbook.isSheetVeryHidden(i)) {
          sheet(workbook.getSheetAt(i), out);
        }
      }
      out.end("body");
    }
  }

  private void sheet(Sheet sheet, Xhtml out) throws SAXException {
    boolean begun = false;
    for (Row row : sheet) {
      if (row.getZeroHeight() || isBlank(row)) {
        continue;
      }
      if (!begun) {
        begun = true;
        out.element("h2", sheet.getSheetName());
        out.start("table");
      }
      out.start("tr");
      for (int i = 0; i < row.getLastCellNum(); i++) {
        if (!sheet.isColumnHidden(i)) {
          out.start("td");
          Cell cell = row.getCell(i);
          out.text(cell == null ? "" : shown(cell));
          out.end("td");
        }
      }
      out.end("tr");
    }
    if (begun) {
      out.end("table");
    }
  }

  private boolean isBlank(Row row) {
    for (Cell cell : row) {
      if (!row.getSheet().isColumnHidden(cell.getColumnIndex()) && !shown(cell).isBlank()) {
        return false;
      }
    }
    return true;
  }

  private String shown(Cell cell) {
    CellType type = cell.getCellType();
    type = type == CellType.FORMULA ? cell.getCachedFormulaResultType() : type;
    return switch (type) {
      case NUMERIC ->
          CellFormats.shown(
              cell.getNumericCellValue(),
              cell.getCellStyle().getDataFormat(),
              String.valueOf(cell.getCellStyle().getDataFormatString()),
              false,
              formatter);
      case STRING -> cell.getRichStringCellValue().getString();
      case BOOLEAN -> cell.getBooleanCellValue() ? "TRUE" : "FALSE";
      case ERROR -> formatter.formatCellValue(cell);
      default -> "";
    };
  }
}
