package dev.quern.document.markdown;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineNode;

/**
 * The bookmarks of a PDF: in most PDFs, the only place that names the headings. Tika reports them
 * after the text, too late for a single pass.
 */
public class PdfOutline {

  private static final int MAX_TITLES = 5000;
  private static final int MAX_DEPTH = 6;

  private PdfOutline() {}

  /** The titles by {@link PageLines#key} with their level, 1 the highest; none where unreadable. */
  public static Map<String, Integer> titles(Path pdf) {
    Map<String, Integer> titles = new HashMap<>();
    try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
      PDOutlineNode outline = document.getDocumentCatalog().getDocumentOutline();
      if (outline != null) {
        collect(outline, 1, titles);
      }
    } catch (IOException | RuntimeException e) {
      // The parser that reads the document says what is wrong with it.
      return Map.of();
    }
    return titles;
  }

  private static void collect(PDOutlineNode node, int level, Map<String, Integer> titles) {
    int siblings = 0;
    for (PDOutlineItem item = node.getFirstChild();
        item != null && titles.size() < MAX_TITLES && siblings++ < MAX_TITLES;
        item = item.getNextSibling()) {
      String title = item.getTitle();
      if (title != null && !title.isBlank()) {
        titles.putIfAbsent(PageLines.key(title), level);
      }
      if (level < MAX_DEPTH) {
        collect(item, level + 1, titles);
      }
    }
  }
}
