package dev.quern.document.parser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What slides and notebooks show, written as XML and JSON. */
class SlideCasesTests {

  private static final String SHAPE =
      "<p:sp><p:nvSpPr><p:cNvPr/></p:nvSpPr><p:txBody>%s</p:txBody></p:sp>";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          <a:r><a:t>10</a:t></a:r><a:r><a:rPr baseline="30000"/><a:t>6</a:t></a:r> | 10⁶
          <a:r><a:t>H</a:t></a:r><a:r><a:rPr baseline="-25000"/><a:t>2</a:t></a:r><a:r><a:t>O</a:t></a:r> | H₂O
          <a:r><a:t>one</a:t></a:r><a:br/><a:r><a:t>two</a:t></a:r> | one<br>two
          <a:pPr><a:buAutoNum type="arabicPeriod" startAt="3"/></a:pPr><a:r><a:t>three</a:t></a:r> | 3. three
          <a:pPr><a:buChar char="•"/></a:pPr><a:r><a:t>rye</a:t></a:r> | - rye
          <a:r><a:t>soft\u00ADhyphen, ef\uFB01cient</a:t></a:r> | softhyphen, efficient
          """)
  void readsWhatAParagraphShows(String runs, String shown) throws IOException {
    assertThat(slide(SHAPE.formatted("<a:p>" + runs + "</a:p>")))
        .isEqualTo("## Slide 1\n\n" + shown.replace("<br>", "\n") + "\n");
  }

  @Test
  void followsALinkOfTheNotesWhereTheirOwnRelationsLead() throws IOException {
    String notes =
        "<p:notes><p:sp><p:nvSpPr><p:nvPr><p:ph type='body'/></p:nvPr></p:nvSpPr><p:txBody><a:p>"
            + "<a:r><a:rPr><a:hlinkClick r:id='a'/></a:rPr><a:t>source</a:t></a:r>"
            + "</a:p></p:txBody></p:sp></p:notes>";
    String link = "<x Id='a' TargetMode='External' Target='https://example.org/%s'/>";
    assertThat(
            slide(
                "",
                "ppt/slides/_rels/1.xml.rels",
                ("<r>" + link + "<x Id='n' Type='t/notesSlide' Target='../notes/1.xml'/></r>")
                    .formatted("slide"),
                "ppt/notes/1.xml",
                notes,
                "ppt/notes/_rels/1.xml.rels",
                "<r>" + link.formatted("notes") + "</r>"))
        .endsWith("Speaker notes:\n\n[source](https://example.org/notes)\n");
  }

  @Test
  void readsAChartAsATableOfCategoriesAndSeries() throws IOException {
    String values = "<c:pt idx='0'><c:v>%s</c:v></c:pt><c:pt idx='1'><c:v>%s</c:v></c:pt>";
    String series =
        "<c:ser><c:tx><c:strRef><c:strCache><c:pt idx='0'><c:v>%s</c:v></c:pt></c:strCache></c:strRef></c:tx>"
            + "<c:cat><c:strRef><c:strCache>%s</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:numCache>%s</c:numCache></c:numRef></c:val></c:ser>";
    String names = values.formatted("Rye", "Oat");
    String chart =
        "<c:chartSpace><c:chart><c:plotArea><c:barChart>%s%s</c:barChart></c:plotArea></c:chart></c:chartSpace>"
            .formatted(
                series.formatted("2022", names, values.formatted("4.5", "3")),
                series.formatted("2023", names, values.formatted("5", "2")));
    String frame =
        "<p:graphicFrame><a:graphic><a:graphicData><c:chart r:id='c'/></a:graphicData></a:graphic></p:graphicFrame>";
    assertThat(
            slide(
                frame,
                "ppt/slides/_rels/1.xml.rels",
                "<r><x Id='c' Type='t/chart' Target='../charts/c.xml'/></r>",
                "ppt/charts/c.xml",
                chart))
        .contains("| Rye | 4.5 | 5 |\n| Oat | 3 | 2 |\n")
        .contains("| 2022 | 2023 |");
  }

  @Test
  void keepsTheColumnsOfATableWithMergedCells() throws IOException {
    String cell = "<a:tc%s><a:txBody><a:p><a:r><a:t>%s</a:t></a:r></a:p></a:txBody></a:tc>";
    String table =
        "<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tr>%s%s</a:tr><a:tr>%s%s</a:tr><a:tr>%s%s</a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
            .formatted(
                cell.formatted("", "Grain"),
                cell.formatted("", "Hours"),
                cell.formatted(" rowSpan='2'", "Rye"),
                cell.formatted("", "1"),
                cell.formatted(" vMerge='1'", ""),
                cell.formatted("", "2"));
    assertThat(slide(table)).contains("| Rye | 1 |\n").containsPattern("\\| (Rye )?\\| 2 \\|");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '^',
      textBlock =
          """
          {"cell_type":"markdown","source":"# T\\n\\n- a"} ~ # T<br><br>- a
          {"cell_type":"code","source":["x = 1\\n","x"],"outputs":[{"output_type":"execute_result","data":{"text/plain":["1"],"text/html":"<b>1</b>"}}]} ~ ```R<br>x = 1<br>x<br>```<br><br>```<br>1<br>```
          {"cell_type":"code","source":"```","outputs":[]} ~ ````R<br>```<br>````
          {"cell_type":"code","source":"","outputs":[{"data":{"text/plain":["<pandas.io.formats.style.Styler at 0x7f2>"],"text/html":["<p>Rye ","<b>45</b></p>"]}}]} ~ Rye 45
          {"cell_type":"code","source":"","outputs":[{"data":{"text/html":"<p>Rye</p>","text/latex":["$x$"]}},{"html":["<i>Oat</i>"],"text":["<IPython.core.display.HTML object>"]}]} ~ $x$<br><br>Oat
          {"cell_type":"code","source":"","outputs":[{"data":{"text/plain":"<IPython.core.display.HTML object>","text/html":"<script>x</script>"}},{"data":{"text/plain":"<Figure size 640x480 with 1 Axes>","text/html":"<p>no</p>"}}]} ~ ```<br><IPython.core.display.HTML object><br>```
          {"cell_type":"code","source":"","outputs":[{"output_type":"stream","name":"stdout","text":["1/2 [> ]\\b\\b\\b\\r","2/2 [==]\\n","b\\ba\\r\\n","Load 5%\\r\\u001b[KDone\\n\\u001b[?25h\\u001b]8;;x\\u0007b"]}]} ~ ```<br>2/2 [==]<br>a<br>Done<br>b<br>```
          {"cell_type":"code","source":"","outputs":[{"output_type":"stream","name":"stderr","text":"5%"},{"output_type":"stream","name":"stderr","text":"\\r9%\\n"},{"output_type":"stream","name":"stdout","text":"a"},{"data":{"application/x":{"y":[1,NaN]},"text/plain":"b"}}]} ~ ```<br>9%<br>```<br><br>```<br>a<br>```<br><br>```<br>b<br>```
          {"cell_type":"code","source":"","outputs":[{"output_type":"display_data","data":{"image/png":"iVBORw0KGgo="}}]},{"cell_type":"raw","source":"raw"} ~ ```<br>raw<br>```
          """)
  void readsTheCellsOfANotebook(String cells, String shown) throws IOException {
    assertThat(notebook(cells).strip()).isEqualTo(shown.replace("<br>", "\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/png", "text/html"})
  void readsANotebookThatHoldsAVeryLongString(String type) throws IOException {
    int moreThanJacksonTakes = StreamReadConstraints.DEFAULT_MAX_STRING_LEN + 1;
    String sound = "<audio src='data:" + "A".repeat(moreThanJacksonTakes) + "'></audio>";
    String cell =
        "{\"cell_type\":\"code\",\"source\":\"play()\",\"outputs\":[{\"data\":{\"%s\":\"%s\",\"text/plain\":\"a sound\"}}]}";
    assertThat(notebook(cell.formatted(type, sound)))
        .isEqualTo("```R\nplay()\n```\n\n```\na sound\n```\n");
  }

  private String notebook(String cells) throws IOException {
    Path file = folder.resolve("a.ipynb");
    Files.writeString(
        file,
        "{\"cells\":[%s],\"metadata\":{\"kernelspec\":{\"language\":\"R\",\"name\":\"ir\"},\"language_info\":{\"name\":\"R\"}},\"nbformat\":4}"
            .formatted(cells));
    return Reading.markdown(file);
  }

  private String slide(String shapes, String... parts) throws IOException {
    String[] all = new String[parts.length + 6];
    all[0] = "ppt/presentation.xml";
    all[1] = "<p:presentation><p:sldIdLst><p:sldId r:id='a'/></p:sldIdLst></p:presentation>";
    all[2] = "ppt/_rels/presentation.xml.rels";
    all[3] = "<r><x Id='a' Target='slides/1.xml'/></r>";
    all[4] = "ppt/slides/1.xml";
    all[5] = "<p:sld><p:cSld><p:spTree>" + shapes + "</p:spTree></p:cSld></p:sld>";
    System.arraycopy(parts, 0, all, 6, parts.length);
    return Reading.markdown(Reading.zip(folder.resolve("a.pptx"), all));
  }
}
