package dev.quern.document.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What public test files of other readers showed, written here anew and smaller. */
class PublicFilesTests {

  @TempDir private Path folder;

  @Test
  void takesOnlySymbolsForThoseOfASymbolFont() throws IOException {
    String run =
        "<a:r><a:rPr><a:latin typeface='Calibri'/><a:sym typeface='Wingdings'/></a:rPr>"
            + "<a:t>Rye \uF0E0 flour, no noon</a:t></a:r>"
            + "<a:r><a:rPr><a:latin typeface='Wingdings'/></a:rPr><a:t>\u00FC</a:t></a:r>";
    Path file =
        Reading.zip(
            folder.resolve("a.pptx"),
            "ppt/presentation.xml",
            "<p:presentation><p:sldIdLst><p:sldId r:id='a'/></p:sldIdLst></p:presentation>",
            "ppt/_rels/presentation.xml.rels",
            "<r><x Id='a' Target='slides/1.xml'/></r>",
            "ppt/slides/1.xml",
            "<p:sld><p:cSld><p:spTree><p:sp><p:txBody><a:p>"
                + run
                + "</a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>");
    assertThat(Reading.markdown(file)).isEqualTo("## Slide 1\n\nRye → flour, no noon✓\n");
  }

  @Test
  void readsThePageThatStandsInADocument() throws IOException {
    assertThat(
            Reading.word(
                folder,
                "<w:p><w:r><w:t>Before.</w:t></w:r></w:p><w:altChunk r:id='h'/>"
                    + "<w:p><w:r><w:t>After.</w:t></w:r></w:p>",
                "word/_rels/document.xml.rels",
                "<r><x Id='h' Target='page.html'/></r>",
                "word/page.html",
                "<html><head><title>no</title></head><body><ul><li>10<sup>6</sup></li></ul>"
                    + "</body></html>"))
        .isEqualTo("Before.\n\n- 10⁶\n\nAfter.\n");
  }

  @Test
  void keepsTheMarksOfAListInACell() throws IOException {
    assertThat(
            Reading.page(
                folder,
                "<ul><li>Birds<table><tr><th>Bird</th><th>Where</th></tr><tr><td>Teal</td><td><ul>"
                    + "<li>pond</li><li>marsh</li></ul><ol start='3'><li>river</li></ol></td></tr>"
                    + "</table></li><li>Fish</li></ul>"))
        .contains("| Teal | - pond - marsh 3. river |")
        .startsWith("- Birds\n")
        .endsWith("- Fish\n");
  }
}
