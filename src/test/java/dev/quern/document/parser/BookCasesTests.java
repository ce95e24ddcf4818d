package dev.quern.document.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.document.parser.ParseReport.Outcome;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Books and pages as they come, faults and all. */
class BookCasesTests {

  private static final String XHTML =
      "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml' xmlns:epub='http://www.idpf.org/2007/ops'><body>%s</body></html>";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "text/one.xhtml, OEBPS/text/one.xhtml",
    "text/the%20mill.xhtml, OEBPS/text/the mill.xhtml",
    "../text/one.xhtml, text/one.xhtml",
    "text/m%C3%BChle.xhtml, OEBPS/text/mühle.xhtml",
    "Text/One.xhtml, OEBPS/text/one.xhtml",
    "./text//one.xhtml, OEBPS/text/one.xhtml"
  })
  void findsAChapterUnderTheNameOfItsSpine(String name, String part) throws IOException {
    assertThat(book(List.of(name), part, "<p>The mill grinds.</p>"))
        .isEqualTo("The mill grinds.\n");
  }

  @Test
  void saysWhichChaptersAreMissing() throws IOException {
    Path file =
        file(
            List.of("one.xhtml", "two.xhtml", "three.xhtml"),
            "OEBPS/one.xhtml",
            "<p>One.</p>",
            "OEBPS/three.xhtml",
            "<p>Three.</p>");
    Path markdown = folder.resolve("a.md");
    ParseReport report = Reading.report(file, "a.epub", markdown);
    assertThat(Files.readString(markdown)).isEqualTo("One.\n\nThree.\n");
    assertThat(report.notes()).singleElement().asString().contains("two.xhtml");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          <p>caf&eacute;&nbsp;&mdash;&hellip; &alpha; &amp; &lt;b&gt;</p> | café —… α & <b>
          <p>10<sup>6</sup> cells, H<sub>2</sub>O</p> | 10⁶ cells, H₂O
          <p><math><msup><mi>x</mi><mn>2</mn></msup></math></p> | $x^2$
          <p>One<br/>two</p><hr/><div hidden="hidden">NO</div> | One<br>two
          <p>Rye<span epub:type="pagebreak" title="7">7</span> flour</p> | Rye flour
          <ol start="5"><li>five</li></ol> | 5. five
          <p><img src="a.png" alt="A mill"/></p> | ![A mill](a.png)
          Intro<br>all <b>else</b><p>Rye</p><input>oat | Intro<br>all else<br><br>Rye<br><br>oat
          <p>Red,<br>blue, <a id="x"/>sweet.</p><script src="a.js"/><p>Fine. | Red,<br>blue, sweet.<br><br>Fine.
          <script>for (i=0;i<n;i++) {}</script><p>Rye</p> | Rye
          <script type="math/tex">x &lt; 1</script> | $x < 1$
          """)
  void readsWhatAChapterShows(String body, String shown) throws IOException {
    assertThat(book(List.of("one.xhtml"), "OEBPS/one.xhtml", body))
        .isEqualTo(shown.replace("<br>", "\n") + "\n");
  }

  @Test
  void refusesABookWhoseChaptersAreEncryptedAndReadsOneWhoseFontsAre() throws IOException {
    Path markdown = folder.resolve("a.md");
    Path locked = encrypted("OEBPS/the%20mill.xhtml");
    assertThat(Reading.report(locked, "a.epub", markdown).outcome()).isEqualTo(Outcome.PASSWORD);
    assertThat(Reading.markdown(encrypted("OEBPS/mill.otf"))).isEqualTo("One.\n\nTwo.\n");
  }

  private Path encrypted(String part) throws IOException {
    return file(
        List.of("one.xhtml", "the%20mill.xhtml"),
        "OEBPS/one.xhtml",
        "<p>One.</p>",
        "OEBPS/the mill.xhtml",
        "<p>Two.</p>",
        "META-INF/encryption.xml",
        "<enc:EncryptedData xmlns:enc='http://www.w3.org/2001/04/xmlenc#'><enc:CipherData>"
            + "<enc:CipherReference URI='%s'/></enc:CipherData></enc:EncryptedData>"
                .formatted(part));
  }

  @Test
  void putsNotesToTheirMarksAndLeavesOutTheContents() throws IOException {
    String nav = "<nav epub:type='toc'><ol><li><a href='one.xhtml'>CONTENTS</a></li></ol></nav>";
    String body =
        "<p>Grain<a epub:type='noteref' href='#n1'>1</a> is heavy.</p>"
            + "<aside epub:type='footnote' id='n1'><p>Measured in 1911.</p></aside>";
    assertThat(
            book(
                List.of("nav.xhtml", "one.xhtml"), "OEBPS/nav.xhtml", nav, "OEBPS/one.xhtml", body))
        .isEqualTo("Grain[^1] is heavy.\n\n[^1]: Measured in 1911.\n");
  }

  @ParameterizedTest
  @CsvSource({
    "windows-1252, utf-8, Die Mühle mahlt Körner für 45 €.",
    "UTF-8, iso-8859-1, Die Mühle mahlt Körner für 45 €.",
    "windows-1254, iso-8859-9, Değirmen taşı çavdarı öğütür ve ışıkta döner.",
    "GBK, gb2312, 石磨由两块圆石组成，上面的一块转动，下面的一块不动。"
  })
  void readsAPageWhoseCharsetIsNotTheOneItNames(String charset, String named, String text)
      throws IOException {
    Path file = folder.resolve("a.html");
    String page = "<html><head><meta charset='%s'></head><body><p>%s</p></body></html>";
    Files.write(file, page.formatted(named, text).getBytes(Charset.forName(charset)));
    assertThat(Reading.markdown(file)).isEqualTo(text + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a.xhtml | <?xml version="1.0"?><!DOCTYPE html> | <title/><script src="x.js"/> | <p>Rye <a id="p"/>flour</p><script src="y.js"/><p>&eacute;t&eacute;</p> | Rye flour<br><br>été
          a.html  | <?xml version="1.0"?> | <script src="x.js"/> | <p>Rye</p><script src="y.js"/><p>Oat</p> | Rye<br><br>Oat
          a.xhtml | ` ` | <title/><meta charset="utf-8"> | <script src="x.js"/><p>Rye<br>flour<p>Oat | Rye<br>flour<br><br>Oat
          a.xhtml | ` ` | <meta charset="utf-8"> | <script>for (i=0;i<n;i++) {}</script><ul><li>Rye<li>Oat</ul> | - Rye<br>- Oat
          """)
  void readsPagesOfXhtmlWellFormedOrNot(
      String name, String start, String head, String body, String shown) throws IOException {
    Path file = folder.resolve(name);
    String page =
        "%s<html xmlns='http://www.w3.org/1999/xhtml'><head>%s</head><body>%s</body></html>";
    Files.writeString(file, page.formatted(start, head, body));
    assertThat(Reading.markdown(file)).isEqualTo(shown.replace("<br>", "\n") + "\n");
  }

  private String book(List<String> spine, String... parts) throws IOException {
    return Reading.markdown(file(spine, parts));
  }

  /** A book whose spine names these, with parts given as names and bodies in turn. */
  private Path file(List<String> spine, String... parts) throws IOException {
    StringBuilder manifest = new StringBuilder();
    StringBuilder order = new StringBuilder();
    for (int i = 0; i < spine.size(); i++) {
      manifest.append(
          "<item id='i%d' href='%s' media-type='application/xhtml+xml'/>"
              .formatted(i, spine.get(i)));
      order.append("<itemref idref='i%d'/>".formatted(i));
    }
    List<String> all =
        new ArrayList<>(
            List.of(
                "mimetype",
                "application/epub+zip",
                "META-INF/container.xml",
                "<container><rootfiles><rootfile full-path='OEBPS/book.opf'/></rootfiles></container>",
                "OEBPS/book.opf",
                "<package><manifest>%s</manifest><spine>%s</spine></package>"
                    .formatted(manifest, order)));
    for (int i = 0; i < parts.length; i += 2) {
      all.add(parts[i]);
      all.add(XHTML.formatted(parts[i + 1]));
    }
    return Reading.zip(folder.resolve("a.epub"), all.toArray(String[]::new));
  }
}
