package dev.quern.document.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What public test files of other readers showed, written here anew and smaller. */
class PublicFilesTests {

  @TempDir private Path folder;

  @Test
  void readsAFormulaOfASlide() throws IOException {
    String math =
        "<a:r><a:t>Energy: </a:t></a:r><mc:AlternateContent><mc:Choice Requires='a14'><a14:m>"
            + "<m:oMathPara><m:oMath><m:r><m:t>E=m</m:t></m:r><m:sSup><m:e><m:r><m:t>c</m:t></m:r>"
            + "</m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath></m:oMathPara></a14:m>"
            + "</mc:Choice><mc:Fallback><a:r><a:t>no picture</a:t></a:r></mc:Fallback>"
            + "</mc:AlternateContent>";
    assertThat(Reading.markdown(slide(math))).isEqualTo("## Slide 1\n\nEnergy: $E=mc^2$\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1500, 60_000})
  void readsAPdfBehindSomethingElse(int before) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(("X-Mailer: old\r\n".repeat(before / 15)).getBytes(StandardCharsets.US_ASCII));
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage();
      document.addPage(page);
      try (PDPageContentStream text = new PDPageContentStream(document, page)) {
        text.beginText();
        text.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
        text.newLineAtOffset(72, 700);
        text.showText("The mill grinds rye.");
        text.endText();
      }
      document.save(bytes);
    }
    Path file = Files.write(folder.resolve("late.pdf"), bytes.toByteArray());
    assertThat(Reading.markdown(file)).isEqualTo("The mill grinds rye.\n");
  }

  @Test
  void takesOnlySymbolsForThoseOfASymbolFont() throws IOException {
    String run =
        "<a:r><a:rPr><a:latin typeface='Calibri'/><a:sym typeface='Wingdings'/></a:rPr>"
            + "<a:t>Rye \uF0E0 flour, no noon</a:t></a:r>"
            + "<a:r><a:rPr><a:latin typeface='Wingdings'/></a:rPr><a:t>\u00FC</a:t></a:r>";
    assertThat(Reading.markdown(slide(run))).isEqualTo("## Slide 1\n\nRye → flour, no noon✓\n");
  }

  private Path slide(String runs) throws IOException {
    return Reading.zip(
        folder.resolve("a.pptx"),
        "ppt/presentation.xml",
        "<p:presentation><p:sldIdLst><p:sldId r:id='a'/></p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels",
        "<r><x Id='a' Target='slides/1.xml'/></r>",
        "ppt/slides/1.xml",
        "<p:sld><p:cSld><p:spTree><p:sp><p:txBody><a:p>"
            + runs
            + "</a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>");
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

  @Test
  void readsTheArchivedPageThatStandsInADocument() throws IOException {
    assertThat(
            Reading.word(
                folder,
                "<w:altChunk r:id='h'/>",
                "word/_rels/document.xml.rels",
                "<r><x Id='h' Target='page.mht'/></r>",
                "word/page.mht",
                "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
                    + "Content-Type: text/html; charset=utf-8\r\n\r\n<p>10<sup>6</sup></p>\r\n--x--"))
        .isEqualTo("10⁶\n");
  }

  @Test
  void readsAMailWithTheMarkOfAMailFolder() throws IOException {
    Path file = folder.resolve("a.eml");
    Files.writeString(
        file,
        "From ada Wed Jul 20 17:35:09 2016\r\nReceived: from mill\r\nFrom: Ada <ada@example.org>\r\n"
            + "Subject: Rye\r\nMIME-Version: 1.0\r\n\r\nThe fee is 45 euro.\r\n");
    assertThat(Reading.markdown(file))
        .contains("From: Ada <ada@example.org>", "The fee is 45 euro.");
  }

  @Test
  void takesAStarForAnOptionalWordOnlyWhereAGroupBegins() throws IOException {
    Path file = folder.resolve("a.rtf");
    Files.writeString(
        file, "{\\rtf1\\ansi\\pard{\\i0\\*\\cs7 The mill {\\*\\unknown NO}grinds.}\\par}");
    assertThat(Reading.markdown(file)).isEqualTo("The mill grinds.\n");
  }

  @Test
  void readsAPageWhoseStyleSheetHidesItUntilAScriptShowsIt() throws IOException {
    assertThat(Reading.page(folder, "<style>section{display:none}</style><section>Rye</section>"))
        .isEqualTo("Rye\n");
  }

  @Test
  void keepsTheRowsOfATableWithHeadingsInItsCells() throws IOException {
    assertThat(
            Reading.page(
                folder,
                "<table><tr><td><h1>Rye</h1></td><td>45</td></tr><tr><td>Oat</td><td>30</td></tr>"
                    + "</table>"))
        .isEqualTo("| Rye | 45 |\n| --- | --- |\n| Oat | 30 |\n");
  }

  @Test
  void saysThatADocumentIsEncrypted() throws IOException {
    Path file =
        Reading.zip(
            folder.resolve("a.odt"),
            "mimetype",
            "application/vnd.oasis.opendocument.text",
            "content.xml",
            "random",
            "META-INF/manifest.xml",
            "<manifest:manifest><manifest:file-entry manifest:full-path='content.xml'>"
                + "<manifest:encryption-data/></manifest:file-entry></manifest:manifest>");
    assertThat(Reading.report(file, "a.odt", folder.resolve("a.md")).outcome())
        .isEqualTo(ParseReport.Outcome.PASSWORD);
  }
}
