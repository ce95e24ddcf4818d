package dev.quern.document.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What OpenDocument texts, slides and sheets show, written as XML. */
class OdfCasesTests {

  private static final String STYLES =
      "<style:style style:name='sup' style:family='text'><style:text-properties style:text-position='super 58%'/></style:style>"
          + "<style:style style:name='sub' style:family='text'><style:text-properties style:text-position='-33% 58%'/></style:style>"
          + "<style:style style:name='tiny' style:family='text'><style:text-properties fo:font-size='1pt'/></style:style>"
          + "<style:style style:name='white' style:family='text'><style:text-properties fo:color='#ffffff'/></style:style>"
          + "<style:style style:name='symbol' style:family='text'><style:text-properties style:font-name='Symbol'/></style:style>"
          + "<style:style style:name='hidden' style:family='drawing-page'><style:drawing-page-properties presentation:visibility='hidden'/></style:style>"
          + "<style:style style:name='away' style:family='table'><style:table-properties table:display='false'/></style:style>"
          + "<style:style style:name='H' style:family='paragraph' style:default-outline-level='1'/><style:style style:name='P' style:family='paragraph'/>"
          + "<style:style style:name='unnumbered' style:family='paragraph' style:parent-style-name='H' style:list-style-name=''/>"
          + "<text:outline-style style:name='Outline'><text:outline-level-style text:level='1' style:num-format='1'/>"
          + "<text:outline-level-style text:level='2' style:num-format='1' text:display-levels='2'/><text:outline-level-style text:level='3' style:num-format=''/></text:outline-style>"
          + "<text:list-style style:name='L'><text:list-level-style-number text:level='1' text:start-value='3' style:num-format='I' style:num-suffix='.'/>"
          + "<text:list-level-style-number text:level='2' style:num-format='a' style:num-suffix=')'/></text:list-style>";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          The fee is <text:change-start/>45<text:change-end/><text:change/> euro. | The fee is 45 euro.
          10<text:span text:style-name="sup">-6</text:span> m, H<text:span text:style-name="sub">2</text:span>O | 10⁻⁶ m, H₂O
          Shown<text:span text:style-name="tiny">NO</text:span><text:span text:style-name="white">NO</text:span>. | Shown.
          <text:span text:style-name="symbol">\uF062</text:span> rays | β rays
          Rye<office:annotation><dc:creator>Ada</dc:creator><text:p>A COMMENT</text:p></office:annotation> is hard. | Rye is hard.
          co\u2011op, soft\u00ADhyphen, ef\uFB01cient, e\u0301te\u0301 | co-op, softhyphen, efficient, été
          <text:conditional-text text:condition="x">yes</text:conditional-text><text:hidden-text>NO</text:hidden-text> | yes
          <draw:frame><draw:object xlink:href="./Object 1"/></draw:frame> | $\\frac{a}{2}$
          <draw:frame><draw:object xlink:href="./Object 1"/><svg:desc>formula</svg:desc></draw:frame> | $\\frac{a}{2}$
          <draw:frame><draw:image xlink:href="a.png"/><svg:desc>A mill</svg:desc></draw:frame> | ![A mill]()
          a<text:tab/>b<text:s text:c="3"/>c | a b c
          """)
  void readsWhatAParagraphShows(String inlines, String shown) throws IOException {
    assertThat(text("<text:p>" + inlines + "</text:p>")).isEqualTo(shown + "\n");
  }

  @Test
  void leavesOutWhatWasDeletedAndMovedAway() throws IOException {
    String changes =
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>MOVED SENTENCE.</text:p>"
            + "</text:deletion></text:changed-region></text:tracked-changes>";
    assertThat(
            text(
                changes
                    + "<text:p>First.<text:change/></text:p><text:p>Second. <text:change-start/>"
                    + "Moved sentence.<text:change-end/></text:p>"))
        .isEqualTo("First.\n\nSecond. Moved sentence.\n");
  }

  @Test
  void putsFootnotesAndEndnotesAfterTheirBlock() throws IOException {
    String note =
        "<text:note text:note-class='%s'><text:note-citation>%s</text:note-citation>"
            + "<text:note-body><text:p>%s</text:p></text:note-body></text:note>";
    assertThat(
            text(
                "<text:p>100 C.%s And%s rye.</text:p>"
                    .formatted(
                        note.formatted("footnote", "1", "In 1911."),
                        note.formatted("endnote", "i", "See there."))))
        .isEqualTo("100 C.[^1] And[^2] rye.\n\n[^1]: In 1911.\n\n[^2]: See there.\n");
  }

  @Test
  void partsTheItemsOfAListInAFootnote() throws IOException {
    String item = "<text:list-item><text:p>%s</text:p></text:list-item>";
    assertThat(
            text(
                "<text:p>A<text:note><text:note-body><text:p>Foot:</text:p><text:list>%s%s</text:list></text:note-body></text:note></text:p>"
                    .formatted(item.formatted("one"), item.formatted("two"))))
        .isEqualTo("A[^1]\n\n[^1]: Foot: one two\n");
  }

  @Test
  void numbersNestedListsFromTheirStart() throws IOException {
    String inner = "<text:list><text:list-item><text:p>a</text:p></text:list-item></text:list>";
    String list =
        "<text:list text:style-name='L'%s><text:list-item%s><text:p>x</text:p>%s</text:list-item></text:list>";
    assertThat(
            text(
                list.formatted("", "", inner)
                    + "<text:p>Between.</text:p>"
                    + list.formatted(" text:continue-numbering='true'", "", "")
                    + list.formatted(
                        " text:continue-numbering='true'", " text:start-value='9'", "")))
        .isEqualTo("III. x\n     a) a\n\nBetween.\n\nIV. x\n\nIX. x\n");
  }

  @Test
  void keepsColumnsBesideCellsThatSpanRowsAndPartsNestedTables() throws IOException {
    String cell = "<table:table-cell%s><text:p>%s</text:p></table:table-cell>";
    String nested =
        "<table:table-cell><text:p>2</text:p><table:table><table:table-row>%s%s</table:table-row></table:table></table:table-cell>"
            .formatted(cell.formatted("", "x"), cell.formatted("", "y"));
    assertThat(
            text(
                "<table:table><table:table-header-rows><table:table-row>%s%s</table:table-row></table:table-header-rows>"
                        .formatted(cell.formatted("", "Grain"), cell.formatted("", "Hours"))
                    + "<table:table-row>%s%s</table:table-row>"
                        .formatted(
                            cell.formatted(" table:number-rows-spanned='2'", "Rye"),
                            cell.formatted("", "1"))
                    + "<table:table-row><table:covered-table-cell/>%s</table:table-row></table:table>"
                        .formatted(nested)))
        .matches(
            "\\| Grain \\| Hours \\|\n\\| --- \\| --- \\|\n\\| Rye \\| 1 \\|\n\\| (Rye)? ?\\| 2 \\|\n\n"
                + "\\| x \\| y \\|\n\\| --- \\| --- \\|\n");
  }

  @Test
  void countsBlankAndHiddenRowsThatACellReachesOver() throws IOException {
    String cell = "<table:table-cell%s><text:p>%s</text:p></table:table-cell>";
    String row = "<table:table-row%s>%s</table:table-row>";
    String covered = "<table:covered-table-cell/>";
    String north =
        cell.formatted(" table:number-rows-spanned='4'", "North") + cell.formatted("", "Oslo");
    assertThat(
            text(
                "<table:table>"
                    + row.formatted("", north)
                    + row.formatted("", covered + "<table:table-cell/>")
                    + row.formatted(
                        " table:visibility='collapse'", covered + cell.formatted("", "HIDDEN"))
                    + row.formatted("", covered + cell.formatted("", "Bergen"))
                    + row.formatted("", cell.formatted("", "South") + cell.formatted("", "Rome"))
                    + "</table:table>"))
        .isEqualTo("| North | Oslo |\n| --- | --- |\n| North | Bergen |\n| South | Rome |\n");
  }

  @Test
  void showsAMergedCellInItsFirstColumnThatIsShown() throws IOException {
    String cell = "<table:table-cell%s><text:p>%s</text:p></table:table-cell>";
    String plain = cell.formatted("", "%s");
    String sheet =
        "<table:table table:name='S'><table:table-column table:visibility='collapse'/><table:table-column table:number-columns-repeated='2'/>"
            + "<table:table-row>%s<table:covered-table-cell/>%s</table:table-row>"
                .formatted(
                    cell.formatted(" table:number-columns-spanned='2'", "Title"),
                    plain.formatted("c1"))
            + "<table:table-row>%s%s%s</table:table-row></table:table>"
                .formatted(plain.formatted("HIDDEN"), plain.formatted("b2"), plain.formatted("c2"));
    assertThat(odf("spreadsheet", "spreadsheet", sheet, "ods"))
        .isEqualTo("## S\n\n| Title | c1 |\n| --- | --- |\n| b2 | c2 |\n");
  }

  @Test
  void showsAMergedCellInItsFirstRowThatIsShown() throws IOException {
    String cell = "<table:table-cell%s><text:p>%s</text:p></table:table-cell>";
    String row = "<table:table-row%s>%s%s</table:table-row>";
    String covered = "<table:covered-table-cell/>";
    String sheet =
        "<table:table table:name='S'>"
            + row.formatted("", cell.formatted("", "Region"), cell.formatted("", "City"))
            + row.formatted(
                " table:visibility='filter'",
                cell.formatted(" table:number-rows-spanned='2'", "North"),
                cell.formatted("", "HIDDEN"))
            + row.formatted("", covered, cell.formatted("", "Oslo"))
            + row.formatted("", covered, cell.formatted("", "Rome"))
            + row.formatted(
                " table:visibility='filter'",
                cell.formatted(" table:number-rows-spanned='2'", "South"),
                cell.formatted("", "HIDDEN"))
            + row.formatted("", covered, "")
            + "</table:table>";
    assertThat(odf("spreadsheet", "spreadsheet", sheet, "ods"))
        .isEqualTo(
            "## S\n\n| Region | City |\n| --- | --- |\n| North | Oslo |\n| | Rome |\n| South | |\n");
  }

  @Test
  void numbersChaptersAsTheOutlineSays() throws IOException {
    String heading = "<text:h text:style-name='%s' text:outline-level='%d'%s>%s</text:h>";
    assertThat(
            text(
                heading.formatted("H", 1, "", "Intro")
                    + heading.formatted("H", 2, "", "Scope")
                    + heading.formatted("unnumbered", 1, "", "Preface")
                    + heading.formatted("H", 2, " text:is-list-header='true'", "Plain")
                    + heading.formatted("H", 2, "", "<text:number>1.2</text:number>Aim")
                    + heading.formatted("H", 3, "", "Detail")
                    + heading.formatted("P", 1, "", "No chapter")
                    + heading.formatted("H", 1, " text:start-value='7'", "End")))
        .isEqualTo(
            "# 1 Intro\n\n## 1.1 Scope\n\n# Preface\n\n## Plain\n\n## 1.2 Aim\n\n### Detail\n\n"
                + "# No chapter\n\n# 7 End\n");
  }

  @Test
  void readsParagraphsThatAreNumberedWithoutAList() throws IOException {
    String numbered =
        "<text:numbered-paragraph text:style-name='L' text:level='%d'>%s</text:numbered-paragraph>";
    assertThat(
            text(
                numbered.formatted(1, "<text:p>one</text:p>")
                    + numbered.formatted(2, "<text:p>inner</text:p>")
                    + "<text:p>Between.</text:p>"
                    + numbered.formatted(1, "<text:p>two</text:p>")
                    + numbered.formatted(1, "<text:h>Three</text:h>")))
        .isEqualTo("III. one\n     a) inner\n\nBetween.\n\nIV. two\n\n# V. Three\n");
  }

  @Test
  void readsTheSlidesThatAreShownWithTheirNotes() throws IOException {
    String title =
        "<draw:frame presentation:class='title'><draw:text-box><text:p>%s</text:p></draw:text-box></draw:frame>";
    String notes =
        "<presentation:notes><draw:frame presentation:class='notes'><draw:text-box><text:p>Say why.</text:p></draw:text-box></draw:frame></presentation:notes>";
    String body =
        "<draw:page>%s<draw:frame presentation:class='footer'><draw:text-box><text:p>FOOTER</text:p></draw:text-box></draw:frame>%s</draw:page>"
                .formatted(title.formatted("Stones"), notes)
            + "<draw:page draw:style-name='hidden'>%s</draw:page>"
                .formatted(title.formatted("SECRET"));
    assertThat(odf("presentation", "presentation", body, "odp"))
        .isEqualTo("## Stones\n\nSpeaker notes:\n\nSay why.\n");
  }

  @Test
  void readsShapesTablesAndPicturesOfASlideFromTheTop() throws IOException {
    String box =
        "<draw:custom-shape svg:x='2cm' svg:y='%scm' svg:width='9cm' svg:height='1cm'><text:p>%s</text:p></draw:custom-shape>";
    String table =
        "<draw:frame svg:x='2cm' svg:y='6cm' svg:width='9cm' svg:height='2cm'><table:table><table:table-row>"
            + "<table:table-cell><text:p>Rye</text:p></table:table-cell><table:table-cell><text:p>45</text:p></table:table-cell>"
            + "</table:table-row></table:table></draw:frame>";
    String picture =
        "<draw:frame svg:x='2cm' svg:y='9cm' svg:width='9cm' svg:height='2cm'><draw:image xlink:href='a.png'/><svg:title>A mill</svg:title></draw:frame>";
    assertThat(
            odf(
                "presentation",
                "presentation",
                "<draw:page>"
                    + box.formatted("4", "second")
                    + picture
                    + table
                    + box.formatted("1", "first")
                    + "</draw:page>",
                "odp"))
        .isEqualTo("## Slide 1\n\nfirst\n\nsecond\n\n| Rye | 45 |\n| --- | --- |\n\n![A mill]()\n");
  }

  @Test
  void readsTheCellsOfASheetThatAreShown() throws IOException {
    String cell =
        "<table:table-cell office:value-type='%s'%s><text:p>%s</text:p></table:table-cell>";
    String hidden = cell.formatted("string", "", "HIDDEN");
    String sheet =
        "<table:table table:name='S'><table:table-column/><table:table-column table:visibility='collapse'/><table:table-column/>"
            + "<table:table-row>%s%s%s</table:table-row>"
                .formatted(
                    cell.formatted("date", " office:date-value='2023-03-15'", "15.03.23"),
                    hidden,
                    cell.formatted("float", " office:value='2.5'", "2.50 €"))
            + "<table:table-row>%s%s%s</table:table-row>"
                .formatted(
                    cell.formatted(
                        "date", " office:date-value='2023-03-15T10:30:00'", "15.03.23 10:30"),
                    hidden,
                    "<table:table-cell table:formula='of:=SUM([.C1])'/>")
            + "<table:table-row table:visibility='filter'>%s</table:table-row></table:table>"
                .formatted(hidden)
            + "<table:table table:name='T' table:style-name='away'><table:table-row>%s</table:table-row></table:table>"
                .formatted(hidden);
    assertThat(odf("spreadsheet", "spreadsheet", sheet, "ods"))
        .isEqualTo(
            "## S\n\n| 2023-03-15 | 2.50 € |\n| --- | --- |\n| 2023-03-15T10:30 | =SUM([.C1]) |\n");
  }

  private String text(String body) throws IOException {
    return odf("text", "text", body, "odt");
  }

  private String odf(String type, String kind, String body, String ending) throws IOException {
    Path file =
        Reading.zip(
            folder.resolve("made." + ending),
            "mimetype",
            "application/vnd.oasis.opendocument." + type,
            "content.xml",
            "<office:document-content><office:automatic-styles>%s</office:automatic-styles><office:body><office:%s>%s</office:%s></office:body></office:document-content>"
                .formatted(STYLES, kind, body, kind),
            "Object 1/content.xml",
            "<math><mfrac><mi>a</mi><mn>2</mn></mfrac></math>");
    return Reading.markdown(file);
  }
}
