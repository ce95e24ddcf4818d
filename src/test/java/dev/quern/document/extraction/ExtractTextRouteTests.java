package dev.quern.document.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quern.document.ExtractedText;
import dev.quern.document.SourceDocument;
import dev.quern.document.UnreadableFileException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;

@CamelSpringBootTest
@SpringBootTest(
    classes = ExtractionConfiguration.class,
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties =
        "camel.main.routes-include-pattern=file:routes/reading/extract-text.camel.yaml,"
            + "file:routes/reading/parse-with-tika.camel.yaml")
@ImportAutoConfiguration(CamelAutoConfiguration.class)
class ExtractTextRouteTests {

  private static final Path DOCUMENTS = Path.of("src/test/resources/documents");

  private static final String INTRO =
      "A quern is a hand mill of two stones. The lower stone lies still, and the upper stone turns"
          + " on a peg. Grain is poured into the eye, and meal comes out at the rim.";

  private static final String CHINESE = "石磨由两块圆石组成，上面的一块转动，下面的一块不动。";

  private static final String TURKISH =
      "El değirmeni iki taştan oluşur; üstteki taş döner, alttaki taş durur. Şimdi çoğu köyde"
          + " yalnızca süs eşyasıdır.";

  private static final String TABLE =
      """
      | Grain | Hours | Meal (kg) |
      | --- | --- | --- |
      | Barley | 2 | 3.5 |
      """;

  @Autowired private ProducerTemplate template;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pandoc.docx",
        "libreoffice.docx",
        "pandoc.odt",
        "pandoc.epub",
        "pandoc.html",
        "pandoc.rtf",
        "libreoffice.rtf"
      })
  void keepsHeadingsListsTablesAndEveryLanguage(String name) throws IOException {
    assertThat(markdown(name))
        .contains("# The Quern in the Village\n\n" + INTRO + "\n\n## How the stones are cut\n")
        .contains("- deep furrows near the eye\n- shallow furrows near the rim\n")
        .contains("\n1. Split the block\n")
        .contains("## What a day of milling gives\n\n" + TABLE)
        .contains("### In other languages\n\n" + CHINESE + "\n\n" + TURKISH + "\n")
        .containsPattern("\\[the miller’s notes]\\(https://example.org/notes\\)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pandoc.odt", "pandoc.epub", "pandoc.html", "pandoc.rtf"})
  void nestsListsWhereTheFormatSaysSo(String name) throws IOException {
    assertThat(markdown(name))
        .contains("- shallow furrows near the rim\n  - these need dressing every month\n")
        .contains("1. Split the block\n2. Cut the eye\n3. Dress the face\n");
  }

  @Test
  void readsListStylesAndRunsOfWord() throws IOException {
    assertThat(markdown("python-docx.docx"))
        .contains("- deep furrows near the eye\n  - these need dressing every month\n- a narrow")
        .contains("1. Split the block\n2. Cut the eye\n")
        .contains("| Wheat \\| spelt | 4 | 5.25 |\n")
        .contains("A part of a word is bold, and the line goes on.")
        .doesNotContain("Footer of the quern");
  }

  @Test
  void makesASectionOfEachSheetThatHasCells() throws IOException {
    assertThat(markdown("openpyxl.xlsx"))
        .startsWith("## Meal\n\n" + TABLE)
        .contains("| Wheat \\| spelt | 4 | 5.25 |\n\n## Diller\n\n| dil | cümle |\n| --- | --- |\n")
        .contains("| zh | " + CHINESE + " |\n| tr | " + TURKISH + " |\n")
        .doesNotContain("Empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pandoc.pptx", "python-pptx.pptx"})
  void makesHeadingsOfSlideTitles(String name) throws IOException {
    assertThat(markdown(name))
        .contains("## The Quern in the Village\n")
        .contains("## How the stones are cut\n\n")
        .contains("deep furrows near the eye\n")
        .contains("## What a day of milling gives\n\n" + TABLE)
        .contains(CHINESE, TURKISH);
  }

  @Test
  void keepsTheNotesOfSlides() throws IOException {
    assertThat(markdown("python-pptx.pptx")).contains("Say here why a fine stone polishes itself.");
  }

  @Test
  void putsTheLinesOfAPageTogetherAndFindsItsHeadings() throws IOException {
    assertThat(markdown("libreoffice.pdf"))
        .contains("# The Quern in the Village\n\n" + INTRO + "\n\n## How the stones are cut\n")
        .contains("- deep furrows near the eye\n- shallow furrows near the rim\n")
        .contains(TABLE)
        .contains(CHINESE, TURKISH);
  }

  @Test
  void readsAPdfWithoutOutlineAndWithoutEmbeddedFonts() throws IOException {
    assertThat(markdown("reportlab.pdf"))
        .contains("The Quern in the Village\n\n" + INTRO + " " + INTRO + " " + INTRO + "\n\n")
        .contains("- deep furrows near the eye\n- a narrow lip at the edge\n")
        .contains("| Wheat \\| spelt | 4 | 5.25 |", CHINESE, TURKISH);
  }

  @Test
  void makesTablesOfSeparatedValuesInAnyCharset() throws IOException {
    assertThat(markdown("semicolon.csv"))
        .isEqualTo(
            """
            | Tahıl | Saat | Açıklama |
            | --- | --- | --- |
            | Arpa | 2 | değirmen; "taş" ve şişe |
            | Çavdar | 3 | iki satır \\| boru |
            """);
    assertThat(markdown("comma.csv"))
        .isEqualTo("| 谷物 | 小时 |\n| --- | --- |\n| 大麦 | 2 |\n| 小麦，春 | 3 |\n");
  }

  @ParameterizedTest
  @CsvSource({"UTF-8", "UTF-16", "UTF-16LE", "GB18030"})
  void readsChineseText(String charset) throws IOException {
    assertThat(text("notes.txt", CHINESE + "\r\n" + CHINESE, charset))
        .isEqualTo(CHINESE + "\n" + CHINESE);
  }

  @ParameterizedTest
  @CsvSource({"UTF-8", "UTF-16", "UTF-16BE", "windows-1254", "ISO-8859-9"})
  void readsTurkishText(String charset) throws IOException {
    assertThat(text("notes.md", "# Değirmen\n\n" + TURKISH, charset))
        .isEqualTo("# Değirmen\n\n" + TURKISH);
  }

  @ParameterizedTest
  @CsvSource({"GB18030", "windows-1254", "UTF-16LE"})
  void readsPagesInTheCharsetTheyAreIn(String charset) throws IOException {
    String line = charset.equals("windows-1254") ? TURKISH : CHINESE;
    String page = "<html><body><div>first</div><div>" + line + "<br>last</div></body></html>";
    assertThat(text("page.html", page, charset)).isEqualTo("first\n\n" + line + "\nlast\n");
  }

  @Test
  void takesMarkdownThatBeginsWithATagAsItIs() throws IOException {
    String markdown = "<div align=\"center\">\n\n# Quern\n\n</div>\n";
    assertThat(text("README.md", markdown, "UTF-8")).isEqualTo(markdown);
  }

  @Test
  void countsCodePointsAndDropsWhatPostgresRefuses() throws IOException {
    assertThat(text("a.txt", "\uFEFFa\u0000b \uD83D\uDE00\r\nc\rd" + INTRO, "UTF-8"))
        .isEqualTo("ab \uD83D\uDE00\nc\nd" + INTRO);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          truncated.pdf  | is broken
          truncated.docx | is broken
          encrypted.pdf  | is protected by a password
          encrypted.docx | is protected by a password
          scanned.pdf    | has no text layer
          scan.png       | has no text in it (image/png)
          random.bin     | was detected as application/octet-stream
          bomb.docx      | as a zip bomb does
          archive.zip    | is an archive (application/zip)
          """)
  void saysWhyADocumentCannotBeRead(String name, String reason) {
    assertUnreadable(DOCUMENTS.resolve(name), name, reason);
  }

  @Test
  void saysWhyAFileWithoutTextCannotBeRead() throws IOException {
    Path file = folder.resolve("file");
    assertUnreadable(file, "gone.txt", "cannot be opened");
    assertUnreadable(Files.write(file, new byte[0]), "empty.pdf", "is empty (0 bytes)");
    assertUnreadable(Files.writeString(file, " \n\t\n"), "blank.txt", "has no text in it");
    byte[] random = Files.readAllBytes(DOCUMENTS.resolve("random.bin"));
    assertUnreadable(Files.write(file, random), "noise.txt", "application/octet-stream");
    assertUnreadable(Files.write(file, random), "noise.docx", "is broken");
    assertUnreadable(Files.writeString(file, "QUERN-CRASH"), "crash", "parser broke down");
  }

  private void assertUnreadable(Path file, String fileName, String reason) {
    assertThatThrownBy(() -> extract(file, fileName))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining("'" + fileName + "'")
        .hasMessageContaining(reason);
  }

  private String text(String fileName, String text, String charset) throws IOException {
    Path file = folder.resolve("stored");
    Files.write(file, text.getBytes(Charset.forName(charset)));
    return content(extract(file, fileName));
  }

  private String markdown(String name) throws IOException {
    return content(extract(DOCUMENTS.resolve(name), name));
  }

  private static String content(ExtractedText text) throws IOException {
    String content = Files.readString(text.markdown());
    Files.delete(text.markdown());
    assertThat(text.characters()).isEqualTo(content.codePointCount(0, content.length()));
    return content;
  }

  private ExtractedText extract(Path path, String fileName) {
    try {
      return template.requestBody(
          "direct:extract-text", new SourceDocument(path, fileName), ExtractedText.class);
    } catch (CamelExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
