package dev.quern.document.reader.sheet;

import dev.quern.document.markup.DocumentReader;
import dev.quern.document.markup.FileNotes;
import dev.quern.document.markup.Xhtml;
import dev.quern.document.markup.Xml;
import dev.quern.document.reader.office.Relations;
import dev.quern.document.reader.office.ZipParts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.poi.util.XMLHelper;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads xlsx row by row: sheets, rows and columns that are shown, numbers as shown, dates as ISO
 * 8601, charts as tables. Memory holds the shared strings and a row.
 */
public final class WorkbookReader implements DocumentReader {

  @Override
  public void read(Path file, Xhtml out, FileNotes notes) throws IOException, SAXException {
    try (ZipParts parts = new ZipParts(file);
        Formulas formulas = new Formulas(file)) {
      String main = Relations.of(parts, "").first("/officeDocument").orElse("");
      main = parts.has(main) ? main : "xl/workbook.xml";
      Document workbook =
          parts.tree(main).orElseThrow(() -> new IOException("it has no workbook.xml"));
      Relations relations = Relations.of(parts, main);
      SharedStrings strings = new SharedStrings();
      String named = relations.first("/sharedStrings").orElse("xl/sharedStrings.xml");
      if (parts.has(named)) {
        parse(parts, named, strings);
      }
      CellFormats formats =
          CellFormats.of(
              parts.tree(relations.first("/styles").orElse("xl/styles.xml")),
              workbook.getElementsByTag("workbookPr").attr("date1904").matches("1|true"));
      out.start("body");
      for (Element sheet : workbook.getElementsByTag("sheet")) {
        String part = relations.part(sheet.attr("r:id"));
        if (sheet.attr("state").matches("hidden|veryHidden")) {
          continue;
        }
        if (!parts.has(part)) {
          notes.add("The sheet '" + sheet.attr("name") + "' is named but is not in the file.");
          continue;
        }
        String name = sheet.attr("name");
        MergedCells merged = new MergedCells();
        parse(parts, part, merged);
        SheetRows rows = new SheetRows(name, strings, formats, formulas, merged, out);
        parse(parts, part, rows);
        rows.end();
        String drawing = Relations.of(parts, part).first("/drawing").orElse("");
        new SheetDrawings(parts, Relations.of(parts, drawing), rows.table(), formulas, out)
            .write(parts.tree(drawing).orElseGet(Xml::empty));
      }
      out.end("body");
    }
  }

  private static void parse(ZipParts parts, String part, DefaultHandler handler)
      throws IOException, SAXException {
    try (InputStream in = parts.open(part)) {
      XMLReader reader = XMLHelper.newXMLReader();
      reader.setContentHandler(handler);
      reader.parse(new InputSource(in));
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }
}
