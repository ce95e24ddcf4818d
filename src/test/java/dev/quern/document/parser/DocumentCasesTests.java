package dev.quern.document.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.document.DocumentKind;
import dev.quern.document.ExtractedText;
import dev.quern.document.SourceDocument;
import dev.quern.document.text.TextReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small documents of the kinds that were read wrongly, with what is right. */
class DocumentCasesTests {

  private static final Path CASES = Path.of("src/test/resources/documents/cases");

  @TempDir private Path folder;

  @Test
  void readsWordAsItsReadersSeeIt() throws IOException {
    assertThat(Reading.markdown(CASES.resolve("word-features.docx")))
        .contains("The fee is 45 euro.", "25 m²", "10⁶ cells", "$E=mc^2$", "α is alpha")
        .contains("Grain[^1] is heavy.\n\n[^1]: Measured in 1911.\n")
        .containsOnlyOnce("MOVED SENTENCE.")
        .contains("| r1 | b2 | c2 |");
    assertThat(Reading.markdown(CASES.resolve("word-lists.docx")))
        .contains("1. First\n   a) sub a\n   b) sub b\n2. Second\n")
        .contains("- one\n  - inner\n- two\n");
  }

  @Test
  void readsOpenDocumentAsItsReadersSeeIt() throws IOException {
    assertThat(Reading.markdown(CASES.resolve("odt-tracked-comment-footnote.odt")))
        .contains("The fee is 45 euro a day.", "Grain[^1] is heavy.", "[^1]: Measured in 1911.")
        .doesNotContain("DELETED");
  }

  @Test
  void readsAPageAsItsReadersSeeIt() throws IOException {
    assertThat(Reading.markdown(CASES.resolve("html-sup-rowspan-ol.html")))
        .contains("6.02 x 10²³", "H₂O", "Price was 45 euro", "Softhyphen and zerowidth.")
        .contains("5. Open the damper\n", "\n9. Wait\n", "| 06 | 150 | 1013 |", "```py\n")
        .contains("$\\frac{1}{2}$", "Cut through a kiln")
        .doesNotContain("100 C.4", "SECRET", "DISPLAY NONE", "ARIA HIDDEN", "Alpha", "cookies");
  }

  @Test
  void readsAWorkbookAsItsReadersSeeIt() throws IOException {
    assertThat(Reading.markdown(CASES.resolve("xlsx-formula-date-hidden.xlsx")))
        .contains("## Prices\n", "| Rye | 6 | 2023-03-15 |", "| Oat | 6 | 2023-03-16 |")
        .doesNotContain("HIDDENROW", "Secret", "CONFIDENTIAL", "3/16/23");
  }

  @Test
  void readsOfABookWhatIsThereAndNotesWhatIsNot() throws IOException {
    Path markdown = folder.resolve("book.md");
    Path broken = CASES.resolve("epub-missing-file.epub");
    assertThat(Reading.report(broken, "book.epub", markdown).notes())
        .singleElement()
        .asString()
        .contains("'a2.xhtml'");
    assertThat(Files.readString(markdown)).contains("# First\n\nBody one.");
    assertThat(Reading.markdown(CASES.resolve("epub-dotdot-href.epub")))
        .isEqualTo("# First\n\nBody one.\n\n# Second\n\nBody two.\n");
    assertThat(Reading.markdown(CASES.resolve("epub-nbsp-entity.epub")))
        .contains("Body one — yes. 10⁶ x", "Body two &");
  }

  @Test
  void readsMarkdownWithoutFrontMatterAndComments() throws IOException {
    assertThat(text("front-matter.md")).startsWith("# Milling\n\nSentence a-0");
    assertThat(text("html-comment-heading.md"))
        .startsWith("# Guide\n\n## Real\n")
        .contains("<pre>\n# not a heading\n</pre>")
        .doesNotContain("x-0");
    String fence = Files.readString(CASES.resolve("list-item-fence.md"));
    assertThat(text("list-item-fence.md")).isEqualTo(fence);
  }

  private static String text(String name) throws IOException {
    SourceDocument source = new SourceDocument(CASES.resolve(name), name);
    ExtractedText text = new TextReader().text(new DocumentKind(source, "text/markdown", "text"));
    String content = Files.readString(text.markdown());
    Files.delete(text.markdown());
    return content;
  }
}
