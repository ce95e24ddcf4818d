package dev.quern.document.parser;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes a PDF object by object (ISO 32000-1), with Helvetica, Wingdings and lines alone; no
 * library that reads PDF has a part in it.
 */
final class DrawnPdf {

  /**
   * Says that a character of the second font, F2, is one of a font of symbols, and that {@code a},
   * {@code b} and {@code c} are Arabic letters.
   */
  private static final String SYMBOLS =
      "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def"
          + " 1 begincodespacerange <00> <FF> endcodespacerange"
          + " 4 beginbfchar <E0> <F0E0> <61> <0643> <62> <062A> <63> <0628> endbfchar endcmap end end";

  private static final Charset LETTERS = Charset.forName("windows-1252");

  private final List<StringBuilder> pages = new ArrayList<>();
  private final List<StringBuilder> annotations = new ArrayList<>();
  private float size = 10;

  /** Begins a page, 595 points wide and 842 high. */
  DrawnPdf page() {
    pages.add(new StringBuilder());
    annotations.add(new StringBuilder());
    return this;
  }

  DrawnPdf size(float points) {
    size = points;
    return this;
  }

  /** Writes text that begins at a place, counted from the bottom left. */
  DrawnPdf text(float x, float y, String text) {
    String escaped = text.replaceAll("([\\\\()])", "\\\\$1");
    return draw("BT /F1 %.2f Tf %.2f %.2f Td (%s) Tj ET\n", size, x, y, escaped);
  }

  /** Writes lines below each other. */
  DrawnPdf lines(float x, float y, float pitch, String... lines) {
    for (int i = 0; i < lines.length; i++) {
      text(x, y - i * pitch, lines[i]);
    }
    return this;
  }

  /** Writes rows of cells, parted by {@code |}, each column at its place. */
  DrawnPdf rows(float[] columns, float y, float pitch, String... rows) {
    for (int i = 0; i < rows.length; i++) {
      String[] cells = rows[i].split("\\|", -1);
      for (int j = 0; j < cells.length; j++) {
        if (!cells[j].isBlank()) {
          text(columns[j], y - i * pitch, cells[j].strip());
        }
      }
    }
    return this;
  }

  DrawnPdf line(float fromX, float fromY, float toX, float toY) {
    return draw("%.1f %.1f m %.1f %.1f l S\n", fromX, fromY, toX, toY);
  }

  /** Writes what a page holds as it is. */
  DrawnPdf draw(String format, Object... values) {
    pages.get(pages.size() - 1).append(String.format(Locale.ROOT, format, values));
    return this;
  }

  /** Adds an annotation to the page, of that kind and with that text. */
  DrawnPdf annotation(String kind, String text) {
    annotations
        .get(pages.size() - 1)
        .append(
            "<< /Type /Annot /Subtype /%s /Rect [72 500 200 520] /Contents (%s) >> "
                .formatted(kind, text));
    return this;
  }

  Path write(Path file) throws IOException {
    List<String> objects = new ArrayList<>();
    StringBuilder kids = new StringBuilder();
    objects.add("<< /Type /Catalog /Pages 2 0 R >>");
    objects.add("");
    objects.add(
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
    objects.add(
        "<< /Type /Font /Subtype /Type1 /BaseFont /ABCDEF+Wingdings-Regular /Encoding /WinAnsiEncoding /ToUnicode 5 0 R >>");
    objects.add("<< /Length " + SYMBOLS.length() + " >>\nstream\n" + SYMBOLS + "\nendstream");
    for (int i = 0; i < pages.size(); i++) {
      StringBuilder page = pages.get(i);
      int number = objects.size() + 1;
      kids.append(number).append(" 0 R ");
      objects.add(
          "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents "
              + (number + 1)
              + " 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Annots ["
              + annotations.get(i)
              + "] >>");
      int length = page.toString().getBytes(LETTERS).length;
      objects.add("<< /Length " + length + " >>\nstream\n" + page + "\nendstream");
    }
    objects.set(1, "<< /Type /Pages /Kids [" + kids + "] /Count " + pages.size() + " >>");
    return Files.write(file, bytes(objects));
  }

  private static byte[] bytes(List<String> objects) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write("%PDF-1.4\n".getBytes(LETTERS));
    StringBuilder places = new StringBuilder("0000000000 65535 f \n");
    for (int i = 0; i < objects.size(); i++) {
      places.append("%010d 00000 n \n".formatted(out.size()));
      out.write(((i + 1) + " 0 obj\n" + objects.get(i) + "\nendobj\n").getBytes(LETTERS));
    }
    int start = out.size();
    int count = objects.size() + 1;
    String end =
        "xref\n0 %d\n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
            .formatted(count, places, count, start);
    out.write(end.getBytes(LETTERS));
    return out.toByteArray();
  }
}
