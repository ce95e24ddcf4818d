package dev.quern.document.reader.pdf;

import dev.quern.document.reader.pdf.letter.DrawnLetters;
import dev.quern.document.reader.pdf.letter.RaisedText;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageTree;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.jspecify.annotations.Nullable;

/** Collects the lines of one page after the other, with the places of their words. */
final class PageCollector extends PDFTextStripper {

  /** In points. */
  private static final float TOO_SMALL = 1;

  private static final float SMALL_PAGE = 144;

  /** The lines of a page, how high it is, and the lines it draws, from the top. */
  record Page(List<TextLine> lines, float height, List<Rulings.Ruling> rulings) {}

  private List<TextLine> lines = new ArrayList<>();
  private List<TextLine.Word> words = new ArrayList<>();
  private final Rulings rulings = new Rulings();
  private DrawnLetters drawn = new DrawnLetters();
  private int paragraph;
  private int written;
  private int turned;
  private @Nullable PDPage wanted;

  PageCollector() {
    // PDFBox's own search for letters that are drawn twice takes as long as all the rest.
    setSuppressDuplicateOverlappingText(false);
    rulings.listenTo(this);
  }

  Page collect(PDDocument document, int number) throws IOException {
    wanted = document.getPage(number - 1);
    lines(document);
    if (2 * turned > written) {
      setSortByPosition(true);
      lines(document);
      setSortByPosition(false);
    }
    PDRectangle box = wanted.getCropBox();
    boolean lying = wanted.getRotation() % 180 != 0;
    float height = lying ? box.getWidth() : box.getHeight();
    return new Page(lines, height, fromTop(rulings.end(), wanted));
  }

  /** Unsorted, letters make words only where lines run as the page was written, not turned. */
  private void lines(PDDocument document) throws IOException {
    lines = new ArrayList<>();
    words = new ArrayList<>();
    drawn = new DrawnLetters();
    paragraph = 0;
    written = 0;
    turned = 0;
    setStartPage(1);
    writeText(document, Writer.nullWriter());
    endLine();
  }

  /** Seen as words are; of a page that is turned there are none. */
  private static List<Rulings.Ruling> fromTop(List<Rulings.Ruling> drawn, PDPage page) {
    PDRectangle box = page.getCropBox();
    return page.getRotation() != 0
        ? List.of()
        : drawn.stream()
            .map(
                one ->
                    one.level()
                        ? new Rulings.Ruling(
                            true,
                            box.getUpperRightY() - one.at(),
                            one.from() - box.getLowerLeftX(),
                            one.to() - box.getLowerLeftX())
                        : new Rulings.Ruling(
                            false,
                            one.at() - box.getLowerLeftX(),
                            box.getUpperRightY() - one.to(),
                            box.getUpperRightY() - one.from()))
            .toList();
  }

  /** Accesses the page directly, because PDFBox walks through all earlier pages for each page. */
  @Override
  protected void processPages(PDPageTree pages) throws IOException {
    if (wanted != null) {
      processPage(wanted);
    }
  }

  @Override
  protected void writeString(String text, List<TextPosition> positions) {
    if (text.isBlank() || positions.isEmpty()) {
      return;
    }
    TextPosition first = positions.get(0);
    written++;
    turned += Math.abs(first.getX() - first.getXDirAdj()) > 1 ? 1 : 0;
    float bottom = first.getYDirAdj();
    boolean offPage = bottom <= 0 || bottom > first.getPageHeight() + 1;
    float size = RaisedText.size(first);
    boolean unreadable = size <= TOO_SMALL && first.getPageHeight() > SMALL_PAGE;
    if (offPage && first.getDir() == 0 || unreadable || drawn.again(positions)) {
      return;
    }
    List<TextPosition> once = DrawnLetters.once(text, positions);
    String shown = once == positions ? text : DrawnLetters.text(once);
    TextPosition last = positions.get(positions.size() - 1);
    words.add(
        new TextLine.Word(
            RaisedText.of(shown, once),
            first.getXDirAdj(),
            last.getXDirAdj() + last.getWidthDirAdj(),
            bottom,
            Math.max(1, size)));
  }

  @Override
  protected void writeWordSeparator() {
    // Words come one by one.
  }

  @Override
  protected void writeLineSeparator() {
    endLine();
  }

  @Override
  protected void writeParagraphStart() {
    endLine();
    paragraph++;
  }

  @Override
  protected void writeParagraphEnd() {
    endLine();
  }

  private void endLine() {
    if (!words.isEmpty()) {
      lines.add(new TextLine(words, paragraph));
      words = new ArrayList<>();
    }
  }
}
