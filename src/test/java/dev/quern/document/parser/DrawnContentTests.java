package dev.quern.document.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Charts, boxes and pictures that hang at a text, a cell or a sheet. */
class DrawnContentTests {

  private static final String CHART =
      "<draw:frame><draw:object xlink:href='./Object 1'/></draw:frame>";
  private static final String CHARTED = "Sales\n\n| | 2023 |\n| --- | --- |\n| Q1 | 10 |\n";

  @TempDir private Path folder;

  @Test
  void readsWhatLiesOnASheetOnceAndAsItIsShown() throws IOException {
    String shape =
        "<xdr:sp><xdr:nvSpPr><xdr:cNvPr%s/></xdr:nvSpPr><xdr:txBody><a:p><a:r><a:t>%s</a:t></a:r></a:p></xdr:txBody></xdr:sp>";
    String either =
        "<mc:AlternateContent><mc:Choice>%s</mc:Choice><mc:Fallback>%s</mc:Fallback></mc:AlternateContent>";
    String drawing =
        either.formatted(shape.formatted("", "New"), shape.formatted("", "OLD"))
            + either.formatted("<xdr:graphicFrame/>", shape.formatted("", "NOT AVAILABLE"))
            + either.formatted("", shape.formatted("", "Only old"))
            + shape.formatted(" hidden='1' descr='HIDDEN'", "HIDDEN");
    assertThat(workbook(drawing)).isEqualTo("## S\n\nNew\n\nOnly old\n");
  }

  @Test
  void partsSeriesOfAChartThatStandAtOtherPlaces() throws IOException {
    String first = numbers("c:xVal", "1 2");
    assertThat(
            workbook(
                "<c:chart r:id='c'/>",
                series("A", first, "5 6"),
                series("B", first, "7 8"),
                series("C", numbers("c:xVal", "10 20"), "50 60"),
                series("D", "", "70 80")))
        .isEqualTo(
            "## S\n\n| | A | B |\n| --- | --- | --- |\n| 1 | 5 | 7 |\n| 2 | 6 | 8 |\n\n"
                + "| | C | D |\n| --- | --- | --- |\n| 10 | 50 | 70 |\n| 20 | 60 | 80 |\n");
  }

  @Test
  void namesAllLevelsOfACategoryTheOuterOneFirst() throws IOException {
    String levels =
        "<c:cat><c:multiLvlStrRef><c:multiLvlStrCache><c:lvl>%s</c:lvl><c:lvl>%s</c:lvl></c:multiLvlStrCache></c:multiLvlStrRef></c:cat>"
            .formatted(points("Q1", "Q2", "Q1"), points("2023", "", "2024"));
    assertThat(workbook("<c:chart r:id='c'/>", series("Sales", levels, "1 2 3")))
        .isEqualTo(
            "## S\n\n"
                + "| | Sales |\n"
                + "| --- | --- |\n"
                + "| 2023 / Q1 | 1 |\n"
                + "| 2023 / Q2 | 2 |\n"
                + "| 2024 / Q1 | 3 |\n");
  }

  @Test
  void leavesTheRowsOfATableTogetherAroundAChartInAWordCell() throws IOException {
    String drawing = "<w:r><w:drawing>%s</w:drawing></w:r>";
    String box =
        "<w:txbxContent>%s<w:tbl><w:tr>%s%s</w:tr></w:tbl></w:txbxContent>"
            .formatted(word("in a box"), cell(word("x")), cell(word("y")));
    String row = "<w:tr>%s%s</w:tr>";
    String body =
        "<w:tbl>"
            + row.formatted(cell(word("Rye")), cell(word("45")))
            + row.formatted(
                cell("<w:p>" + drawing.formatted("<c:chart r:id='c'/>") + "</w:p>"),
                cell("<w:p>" + drawing.formatted(box) + "</w:p>"))
            + row.formatted(cell(word("Oat")), cell(word("30")))
            + "</w:tbl>";
    assertThat(
            Reading.word(
                folder,
                body,
                "word/_rels/document.xml.rels",
                "<r><x Id='c' Type='t/chart' Target='c.xml'/></r>",
                "word/c.xml",
                chart(series("A", numbers("c:xVal", "1"), "5"))))
        .isEqualTo(
            "| Rye | 45 |\n| --- | --- |\n| | in a box |\n| Oat | 30 |\n\n"
                + "| | A |\n| --- | --- |\n| 1 | 5 |\n\n| x | y |\n| --- | --- |\n");
  }

  private static String word(String text) {
    return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>";
  }

  private static String cell(String blocks) {
    return "<w:tc>" + blocks + "</w:tc>";
  }

  @Test
  void leavesTheRowsOfATableTogetherAroundAChartInAnOdtCell() throws IOException {
    String box =
        "<draw:frame><draw:text-box><text:p>in a box</text:p><table:table>%s</table:table></draw:text-box></draw:frame>"
            .formatted(odfRow("x", "y"));
    String body =
        "<table:table>%s<table:table-row><table:table-cell><text:p>%s</text:p></table:table-cell><table:table-cell><text:p>%s</text:p></table:table-cell></table:table-row>%s</table:table>"
            .formatted(odfRow("Rye", "45"), CHART, box, odfRow("Oat", "30"));
    assertThat(odf("text", "odt", body))
        .isEqualTo(
            "| Rye | 45 |\n| --- | --- |\n| | in a box |\n| Oat | 30 |\n\n"
                + CHARTED
                + "\n| x | y |\n| --- | --- |\n");
  }

  @Test
  void readsWhatLiesOverASheetAfterItsTable() throws IOException {
    String box = "<draw:custom-shape><text:p>%s</text:p></draw:custom-shape>";
    String picture = "<draw:frame><draw:image/><svg:desc>A mill</svg:desc></draw:frame>";
    String sheet =
        "<table:table table:name='S'><table:shapes>%s</table:shapes>".formatted(box.formatted("on"))
            + odfRow("Rye", "45")
            + "<table:table-row><table:table-cell><text:p>Oat</text:p>%s</table:table-cell><table:table-cell>%s</table:table-cell></table:table-row>"
                .formatted(box.formatted("at"), picture)
            + "<table:table-row><table:table-cell>%s</table:table-cell></table:table-row>"
                .formatted(CHART)
            + "<table:table-row table:visibility='collapse'><table:table-cell>%s</table:table-cell></table:table-row>"
                .formatted(box.formatted("HIDDEN"))
            + "</table:table>";
    assertThat(odf("spreadsheet", "ods", sheet))
        .isEqualTo(
            "## S\n\n| Rye | 45 |\n| --- | --- |\n| Oat | ![A mill]() |\n\nat\n\n"
                + CHARTED
                + "\non\n");
  }

  @Test
  void readsASheetThatHasOnlyAChart() throws IOException {
    String sheet = "<table:table table:name='S'><table:shapes>%s</table:shapes></table:table>";
    assertThat(odf("spreadsheet", "ods", sheet.formatted(CHART) + sheet.formatted("")))
        .isEqualTo("## S\n\n" + CHARTED);
  }

  @Test
  void readsOfAnOdfChartNeitherRangesNorEmptyNumbers() throws IOException {
    String row =
        "<table:table-row><table:table-cell><text:p>Q1</text:p><draw:g><svg:desc>S.A2:S.A5</svg:desc></draw:g></table:table-cell><table:table-cell"
            + " office:value-type='float'"
            + " office:value='%1$s'><text:p>%1$s</text:p></table:table-cell></table:table-row>";
    String chart =
        "<draw:frame><draw:object><office:chart><chart:chart><chart:title><text:p>Sales</text:p></chart:title><chart:subtitle><text:p>of"
            + " rye</text:p></chart:subtitle><table:table>%s%s</table:table></chart:chart>"
            + "</office:chart></draw:object></draw:frame>";
    assertThat(odf("text", "odt", chart.formatted(row.formatted("10"), row.formatted("NaN"))))
        .isEqualTo("Sales\n\nof rye\n\n| Q1 | 10 |\n| --- | --- |\n| Q1 | |\n");
  }

  @Test
  void takesThePicturesOutOfMarkdownThatHoldsThem() throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(80, 70, BufferedImage.TYPE_INT_RGB), "png", png);
    String data = Base64.getEncoder().encodeToString(png.toByteArray());
    Path file = folder.resolve("made.md");
    Files.writeString(
        file,
        "![][a]\n\n![](data:image/png;base64,iVBO)\n\n[a]: <data:image/png;base64,%1$s>\n\n![x](data:image/png;base64,%1$s)\n"
            .formatted(data));
    Path pictures = Files.createDirectory(folder.resolve("pictures"));
    new DocumentParser()
        .parse(new ParserProtocol.Request(file.toString(), "made.md", "", pictures.toString()));
    assertThat(pictures).isDirectoryContaining("glob:**0001.png");
    assertThat(Files.readAllBytes(pictures.resolve("0001.png"))).isEqualTo(png.toByteArray());
    assertThat(pictures.toFile().list()).hasSize(1);
  }

  @Test
  void readsASheetThatIsAnObject() throws IOException {
    String object =
        "<text:p>Prices<draw:frame><draw:object><office:spreadsheet><table:table>%s</table:table></office:spreadsheet></draw:object></draw:frame></text:p>";
    assertThat(odf("text", "odt", object.formatted(odfRow("Rye", "45"))))
        .isEqualTo("Prices\n\n| Rye | 45 |\n| --- | --- |\n");
  }

  private static String odfRow(String first, String second) {
    String cell = "<table:table-cell><text:p>%s</text:p></table:table-cell>";
    return "<table:table-row>"
        + cell.formatted(first)
        + cell.formatted(second)
        + "</table:table-row>";
  }

  private String odf(String kind, String ending, String body) throws IOException {
    return Reading.markdown(
        Reading.zip(
            folder.resolve("made." + ending),
            "mimetype",
            "application/vnd.oasis.opendocument." + kind,
            "content.xml",
            "<office:document-content><office:body><office:%s>%s</office:%s></office:body></office:document-content>"
                .formatted(kind, body, kind),
            "Object 1/content.xml",
            "<chart:chart><chart:title><text:p>Sales</text:p></chart:title><table:table>%s%s</table:table></chart:chart>"
                .formatted(odfRow("", "2023"), odfRow("Q1", "10"))));
  }

  /** A workbook with an empty sheet and a chart {@code c}. */
  private String workbook(String drawing, String... series) throws IOException {
    return Reading.markdown(
        Reading.zip(
            folder.resolve("a.xlsx"),
            "xl/workbook.xml",
            "<workbook><sheets><sheet name='S' r:id='s'/></sheets></workbook>",
            "xl/_rels/workbook.xml.rels",
            "<r><x Id='s' Type='t/worksheet' Target='s.xml'/></r>",
            "xl/s.xml",
            "<worksheet/>",
            "xl/_rels/s.xml.rels",
            "<r><x Id='d' Type='t/drawing' Target='d.xml'/></r>",
            "xl/d.xml",
            "<xdr:wsDr><xdr:twoCellAnchor>" + drawing + "</xdr:twoCellAnchor></xdr:wsDr>",
            "xl/_rels/d.xml.rels",
            "<r><x Id='c' Type='t/chart' Target='c.xml'/></r>",
            "xl/c.xml",
            chart(series)));
  }

  private static String chart(String... series) {
    return "<c:chartSpace><c:chart><c:plotArea><c:scatterChart>%s</c:scatterChart></c:plotArea></c:chart></c:chartSpace>"
        .formatted(String.join("", series));
  }

  private static String series(String name, String categories, String values) {
    return "<c:ser><c:tx><c:strRef><c:strCache>%s</c:strCache></c:strRef></c:tx>%s%s</c:ser>"
        .formatted(points(name), categories, numbers("c:yVal", values));
  }

  private static String numbers(String name, String values) {
    return "<%s><c:numRef><c:numCache>%s</c:numCache></c:numRef></%s>"
        .formatted(name, points(values.split(" ")), name);
  }

  private static String points(String... values) {
    return IntStream.range(0, values.length)
        .filter(i -> !values[i].isEmpty())
        .mapToObj(i -> "<c:pt idx='%d'><c:v>%s</c:v></c:pt>".formatted(i, values[i]))
        .collect(Collectors.joining());
  }
}
