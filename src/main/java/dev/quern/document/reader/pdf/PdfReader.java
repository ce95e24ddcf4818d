package dev.quern.document.reader.pdf;

import dev.quern.document.markup.DocumentReader;
import dev.quern.document.markup.FileNotes;
import dev.quern.document.markup.Xhtml;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.apache.pdfbox.pdmodel.interactive.form.PDTerminalField;
import org.xml.sax.SAXException;

/**
 * Reads the text layer of a PDF with PDFBox. Tika's parser gives lines without positions, from
 * which neither tables nor running headers can be found. All pages are kept until the end, a few
 * kilobytes each; in very long documents only the first pages are searched for running headers and
 * footers.
 */
public final class PdfReader implements DocumentReader {

  private static final int LOOKED_THROUGH = 200;

  /** The flags of annotations that are not shown: hidden, or not on the screen. */
  private static final int HIDDEN = 2 | 32;

  @Override
  public void read(Path file, Xhtml out, FileNotes notes) throws IOException, SAXException {
    try (PDDocument document = Loader.loadPDF(file.toFile())) {
      PageCollector collector = new PageCollector();
      RunningLines running = new RunningLines();
      List<PageCollector.Page> first = new ArrayList<>();
      int pages = document.getNumberOfPages();
      for (int i = 1; i <= Math.min(LOOKED_THROUGH, pages); i++) {
        PageCollector.Page page = page(collector, document, i, notes);
        running.look(page);
        first.add(page);
      }
      DividedWords words = new DividedWords(first);
      out.start("body");
      for (int i = 0; i < pages; i++) {
        boolean kept = i < first.size();
        PageCollector.Page page = kept ? first.get(i) : page(collector, document, i + 1, notes);
        List<TextLine> lines =
            RuledTables.place(BlockOrder.of(running.without(page)), page.rulings());
        page(LineSpacing.joined(TextColumns.inOrder(lines)), words, out);
        written(document.getPage(i), out);
      }
      fields(document, out);
      out.end("body");
    }
  }

  private static PageCollector.Page page(
      PageCollector collector, PDDocument document, int number, FileNotes notes) {
    try {
      return collector.collect(document, number);
    } catch (IOException | RuntimeException e) {
      notes.add("Page " + number + " cannot be read (" + e.getMessage() + ").");
      return new PageCollector.Page(List.of(), 1, List.of());
    }
  }

  private static void page(List<TextLine> lines, DividedWords words, Xhtml out)
      throws SAXException {
    PageParagraph paragraph = new PageParagraph(words);
    int open = -1;
    for (int i = 0; i < lines.size(); i++) {
      AlignedTable.Found table = AlignedTable.at(lines, i);
      TextLine line = lines.get(i);
      if (line.paragraph() != open || !table.rows().isEmpty() || line.isTable()) {
        paragraph.end(out);
        open = line.paragraph();
      }
      if (line.isTable()) {
        table(line.table(), out);
        open = -1;
      } else if (!table.rows().isEmpty()) {
        for (List<List<String>> one : WrappedCells.apart(table.rows())) {
          table(plain(one), out);
        }
        i = table.to() - 1;
      } else {
        paragraph.add(line.text());
      }
    }
    paragraph.end(out);
  }

  private static List<List<TextLine.Spanning>> plain(List<List<String>> rows) {
    return rows.stream()
        .map(row -> row.stream().map(text -> new TextLine.Spanning(text, 1, 1)).toList())
        .toList();
  }

  private static void table(List<List<TextLine.Spanning>> rows, Xhtml out) throws SAXException {
    out.start("table");
    for (List<TextLine.Spanning> row : rows) {
      out.start("tr");
      for (TextLine.Spanning cell : row) {
        out.start("td", "colspan", "" + cell.columns(), "rowspan", "" + cell.rows());
        out.text(cell.text());
        out.end("td");
      }
      out.end("tr");
    }
    out.end("table");
  }

  /** Writes what was typed onto a page after it was made; notes that open by a click are not. */
  private static void written(PDPage page, Xhtml out) throws SAXException {
    COSArray annotations = page.getCOSObject().getCOSArray(COSName.ANNOTS);
    for (int i = 0; annotations != null && i < annotations.size(); i++) {
      if (annotations.getObject(i) instanceof COSDictionary one
          && "FreeText".equals(one.getNameAsString(COSName.SUBTYPE))
          && (one.getInt(COSName.F, 0) & HIDDEN) == 0) {
        out.element("p", String.valueOf(one.getString(COSName.CONTENTS, "")));
      }
    }
  }

  /** Writes the values of form fields, which are not in the text layer. */
  private static void fields(PDDocument document, Xhtml out) throws SAXException {
    PDAcroForm form = document.getDocumentCatalog().getAcroForm();
    if (form == null) {
      return;
    }
    for (PDField field : form.getFieldTree()) {
      String value = field instanceof PDTerminalField ? field.getValueAsString() : "";
      if (value != null && !value.isBlank()) {
        out.element("p", field.getFullyQualifiedName() + ": " + value);
      }
    }
  }
}
