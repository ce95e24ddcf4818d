package dev.quern.document.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Word's paragraphs are when changes are accepted, and how its lists count. */
class WordCasesTests {

  private static final String DELETED_END = "<w:rPr><w:del/></w:rPr>";

  @TempDir private Path folder;

  @Test
  void aDeletedParagraphLeavesTheNextOneWhatItIs() throws IOException {
    String heading = "<w:outlineLvl w:val='0'/>";
    String body =
        paragraph(DELETED_END, deleted("gone"))
            + paragraph(heading, run("Kept"))
            + paragraph(heading + DELETED_END, deleted("gone"))
            + paragraph("", run("Text."))
            + paragraph(DELETED_END, run("First half "))
            + paragraph("", run("second half."));
    assertThat(Reading.word(folder, body))
        .isEqualTo("# Kept\n\nText.\n\nFirst half second half.\n");
  }

  @Test
  void itemsThatAreDeletedOrMovedAwayDoNotCount() throws IOException {
    String item = "<w:numPr><w:numId w:val='1'/></w:numPr>";
    String body =
        paragraph(item, "<w:moveFrom>" + run("moved") + "</w:moveFrom>")
            + paragraph(item, run("one"))
            + paragraph(item + DELETED_END, deleted("gone"))
            + paragraph(item, run("two"));
    assertThat(numbered(body, level(0, "decimal", "%1.", 1))).isEqualTo("1. one\n2. two\n");
  }

  @ParameterizedTest
  @CsvSource({
    "decimal,%1.,0,0.,1.",
    "ordinal,%1,2,2nd,3rd",
    "chineseCounting,%1、,10,十、,十一、",
    "decimalEnclosedCircle,%1,1,①,②",
    "decimalZero,%1.,9,09.,10."
  })
  void countsInTheFormatOfTheList(
      String format, String text, int start, String first, String second) throws IOException {
    String item = "<w:numPr><w:numId w:val='1'/></w:numPr>";
    assertThat(
            numbered(
                paragraph(item, run("a")) + paragraph(item, run("b")),
                level(0, format, text, start)))
        .isEqualTo(first + " a\n" + second + " b\n");
  }

  @Test
  void startsAgainWhereAListSaysSo() throws IOException {
    String again =
        "<w:num w:numId='2'><w:abstractNumId w:val='1'/><w:lvlOverride w:ilvl='0'>"
            + "<w:startOverride w:val='1'/></w:lvlOverride></w:num>";
    String first = "<w:numPr><w:numId w:val='1'/></w:numPr>";
    String second = "<w:numPr><w:numId w:val='2'/></w:numPr>";
    String body =
        paragraph(first, run("a")) + paragraph(second, run("b")) + paragraph("", run("."));
    assertThat(numbered(body, level(0, "decimal", "%1.", 5), again)).startsWith("5. a\n1. b\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          <w:r><w:t>H</w:t></w:r><w:r><w:rPr><w:position w:val="-6"/></w:rPr><w:t>2</w:t></w:r> | H₂
          <w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r> | ☒
          <w:r><w:t>a</w:t></w:r><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Click</w:t></w:r></w:sdtContent></w:sdt> | a
          <m:oMath><m:phant><m:phantPr><m:show m:val="0"/></m:phantPr><m:e><m:r><m:t>x</m:t></m:r></m:e></m:phant><m:r><m:t>sin x</m:t></m:r></m:oMath> | $\\sin x$
          <m:oMath><m:d><m:dPr><m:begChr m:val="{"/><m:endChr m:val=""/></m:dPr><m:e><m:eqArr><m:e><m:r><m:t>0,&amp;x</m:t></m:r></m:e></m:eqArr></m:e></m:d></m:oMath> | $\\begin{cases}0,&x\\end{cases}$
          <w:r><w:sym w:font="Wingdings 2" w:char="F050"/></w:r> | ✓
          <m:oMath><m:d><m:dPr><m:begChr m:val="⌊"/><m:endChr m:val="⌋"/></m:dPr><m:e><m:r><m:t>x</m:t></m:r></m:e></m:d></m:oMath> | $\\lfloor x\\rfloor$
          <m:oMath><m:d><m:e><m:f><m:fPr><m:type m:val="noBar"/></m:fPr><m:num><m:r><m:t>n</m:t></m:r></m:num><m:den><m:r><m:t>k</m:t></m:r></m:den></m:f></m:e></m:d></m:oMath> | $\\binom{n}{k}$
          <m:oMath><m:d><m:e><m:f><m:fPr><m:type m:val="noBar"/></m:fPr><m:num><m:r><m:t>n</m:t></m:r></m:num><m:den><m:r><m:t>k</m:t></m:r></m:den></m:f><m:r><m:t>x</m:t></m:r></m:e></m:d></m:oMath> | $\\left(\\genfrac{}{}{0pt}{}{n}{k}x\\right)$
          <m:oMath><m:d><m:dPr><m:sepChr m:val="∥"/></m:dPr><m:e><m:r><m:t>P</m:t></m:r></m:e><m:e><m:r><m:t>Q</m:t></m:r></m:e></m:d></m:oMath> | $\\left(P\\parallel Q\\right)$
          <m:oMath><m:eqArr><m:e><m:r><m:t>x&amp;y</m:t></m:r><m:r><m:rPr><m:nor/></m:rPr><m:t>50% &amp; _</m:t></m:r></m:e></m:eqArr></m:oMath> | $\\begin{aligned}x&y\\text{50\\% \\& \\_}\\end{aligned}$
          """)
  void readsWhatAParagraphShows(String runs, String shown) throws IOException {
    assertThat(Reading.word(folder, paragraph("", runs))).isEqualTo(shown + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          HYPERLINK "https://mill.example/a b" | [the mill](<https://mill.example/a%20b>)
          HYPERLINK "https://mill.example/x" \\l "stones" \\o "Tip" | [the mill](https://mill.example/x#stones)
          HYPERLINK https://mill.example | [the mill](https://mill.example)
          HYPERLINK \\l "_Toc1" | the mill
          PAGEREF _Toc1 \\h | the mill
          """)
  void readsTheLinkOfAField(String instruction, String shown) throws IOException {
    String simple =
        "<w:fldSimple w:instr='%s'>%s</w:fldSimple>".formatted(instruction, run("the mill"));
    String complex =
        mark("begin")
            + "<w:r><w:instrText>%s</w:instrText></w:r><w:r><w:instrText>%s</w:instrText></w:r>"
                .formatted(instruction.substring(0, 6), instruction.substring(6))
            + mark("separate")
            + run("the mill")
            + mark("end")
            + run(".");
    assertThat(Reading.word(folder, paragraph("", simple))).isEqualTo(shown + "\n");
    assertThat(Reading.word(folder, paragraph("", complex))).isEqualTo(shown + ".\n");
  }

  @Test
  void endsTheLinkOfAFieldWithItsParagraph() throws IOException {
    String begin =
        mark("begin")
            + "<w:r><w:instrText>HYPERLINK \"https://mill.example\"</w:instrText></w:r>"
            + mark("separate");
    assertThat(
            Reading.word(
                folder,
                paragraph("", begin + run("one")) + paragraph("", run("two") + mark("end"))))
        .isEqualTo("[one](https://mill.example)\n\ntwo\n");
  }

  @Test
  void readsOnBehindAFieldThatIsOnlyBegun() throws IOException {
    String begin = mark("begin") + "<w:r><w:instrText>PAGE</w:instrText></w:r>";
    Path file =
        Reading.zip(
            folder.resolve("a.docx"),
            "word/document.xml",
            "<w:document xmlns:w='w'><w:body>%s%s</w:body></w:document>"
                .formatted(
                    paragraph("", run("one") + begin + run("lost")),
                    paragraph("", run("two") + mark("separate") + run(".") + mark("end"))));
    ParseReport report = Reading.report(file, "a.docx", folder.resolve("a.md"));
    assertThat(Files.readString(folder.resolve("a.md"))).isEqualTo("one\n\ntwo.\n");
    assertThat(report.notes())
        .containsExactly(
            "A field does not end in its paragraph; what stands there behind it was left out.");
  }

  private static String mark(String type) {
    return "<w:r><w:fldChar w:fldCharType='%s'/></w:r>".formatted(type);
  }

  @Test
  void keepsTheColumnsBelowRowsThatOnlyGoOn() throws IOException {
    String cell = "<w:tc><w:tcPr><w:vMerge%s/></w:tcPr>%s</w:tc>";
    String begins = cell.formatted(" w:val='restart'", "%s");
    String goesOn = cell.formatted("", paragraph("", ""));
    String row = "<w:tr>%s</w:tr>";
    String plain = "<w:tc>%s</w:tc>";
    assertThat(
            Reading.word(
                folder,
                "<w:tbl>%s%s%s%s</w:tbl>"
                    .formatted(
                        row.formatted(
                            begins.formatted(paragraph("", run("A")))
                                + begins.formatted(paragraph("", run("B")))),
                        row.formatted(goesOn + goesOn),
                        row.formatted(goesOn + goesOn),
                        row.formatted(
                            plain.formatted(paragraph("", run("C")))
                                + plain.formatted(paragraph("", run("D")))))))
        .isEqualTo("| A | B |\n| --- | --- |\n| C | D |\n");
  }

  @Test
  void joinsAnInitialWithItsWord() throws IOException {
    String initial = paragraph("<w:framePr w:dropCap='drop'/>", run("T"));
    assertThat(Reading.word(folder, initial + paragraph("", run("his is."))))
        .isEqualTo("This is.\n");
  }

  @Test
  void keepsTheLinesOfCodeTogether() throws IOException {
    String styles =
        "<w:styles><w:style w:styleId='C'><w:name w:val='Source Code'/></w:style></w:styles>";
    String code = "<w:pStyle w:val='C'/>";
    String body = paragraph(code, run("if x:")) + paragraph(code, run("  y()"));
    assertThat(Reading.word(folder, body, "word/styles.xml", styles))
        .isEqualTo("```\nif x:\n  y()\n```\n");
  }

  @Test
  void saysThePictureInABoxOnce() throws IOException {
    String picture = "<w:r><w:drawing><wp:docPr descr='A mill'/></w:drawing></w:r>";
    String box = "<w:r><w:drawing><w:txbxContent>%s</w:txbxContent></w:drawing></w:r>";
    String body = paragraph("", run("Text") + box.formatted(paragraph("", picture)));
    assertThat(Reading.word(folder, body)).isEqualTo("Text\n\n![A mill]()\n");
  }

  @Test
  void readsOtherPrefixesAndCharsets() throws IOException {
    String xml =
        "<?xml version='1.0' encoding='ISO-8859-1'?><n:document xmlns:n='http://schemas.openxml"
            + "formats.org/wordprocessingml/2006/main'><n:body><n:p><n:r><n:t>45 £</n:t></n:r>"
            + "</n:p></n:body></n:document>";
    Path file = folder.resolve("a.docx");
    Reading.zipBytes(file, "word/document.xml", xml.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(Reading.markdown(file)).isEqualTo("45 £\n");
  }

  private String numbered(String body, String levels, String... more) throws IOException {
    String numbering =
        "<w:numbering><w:abstractNum w:abstractNumId='1'>%s</w:abstractNum>".formatted(levels)
            + "<w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num>"
            + String.join("", more)
            + "</w:numbering>";
    return Reading.word(folder, body, "word/numbering.xml", numbering);
  }

  private static String level(int level, String format, String text, int start) {
    return "<w:lvl w:ilvl='%d'><w:start w:val='%d'/><w:numFmt w:val='%s'/><w:lvlText w:val='%s'/></w:lvl>"
        .formatted(level, start, format, text);
  }

  private static String paragraph(String properties, String runs) {
    return "<w:p><w:pPr>" + properties + "</w:pPr>" + runs + "</w:p>";
  }

  private static String run(String text) {
    return "<w:r><w:t xml:space='preserve'>" + text + "</w:t></w:r>";
  }

  private static String deleted(String text) {
    return "<w:del><w:r><w:delText>" + text + "</w:delText></w:r></w:del>";
  }
}
