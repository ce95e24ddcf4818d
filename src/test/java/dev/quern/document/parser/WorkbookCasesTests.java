package dev.quern.document.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the cells of a workbook show, written as XML. */
class WorkbookCasesTests {

  private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
  private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/";
  private static final String MAIN =
      " xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          dd/mm/yyyy hh:mm               ~ 45000.5    ~ 2023-03-15T12:00    ~ 2027-03-16T12:00
          [$-407]d. mmmm yyyy            ~ 45000      ~ 2023-03-15          ~ 2027-03-16
          [$-409]m/d/yy h:mm AM/PM;@     ~ 45000.25   ~ 2023-03-15T06:00    ~ 2027-03-16T06:00
          yyyy\\-mm\\-dd\\ hh:mm:ss      ~ 45000.75   ~ 2023-03-15T18:00:00 ~ 2027-03-16T18:00:00
          yyyy"年"m"月"d"日"             ~ 45000      ~ 2023-03-15          ~ 2027-03-16
          [$-411]ge.m.d                  ~ 45000      ~ 2023-03-15          ~ 2027-03-16
          h:mm AM/PM                     ~ 0.75       ~ 18:00               ~ 18:00
          [h]:mm                         ~ 1.5        ~ 36:00               ~ 36:00
          0.00%                          ~ 0.125      ~ 12.50%              ~ 12.50%
          0000                           ~ 7          ~ 0007                ~ 0007
          (000) 000-0000                 ~ 5551234567 ~ (555) 123-4567      ~ (555) 123-4567
          [<=9999999]000-0000;(000) 000-0000 ~ 5551234 ~ 555-1234           ~ 555-1234
          000\\-00\\-0000               ~ 12345678   ~ 012-34-5678         ~ 012-34-5678
          # ??/??                        ~ 0.25       ~ 1/4                 ~ 1/4
          General                        ~ 1234567890123456 ~ 1234567890123460 ~ 1234567890123460
          \\(General\\)                  ~ 2          ~ (2)                 ~ (2)
          General" kg"                   ~ 12.5       ~ 12.5 kg             ~ 12.5 kg
          ;;;                            ~ 5          ~                     ~
          """)
  void showsNumbersInTheirFormats(String format, String value, String shown, String since1904)
      throws IOException {
    String row =
        "<row><c t='inlineStr'><is><t>x</t></is></c><c s='1'><v>" + value + "</v></c></row>";
    String cell = shown == null ? "" : shown;
    String other = since1904 == null ? "" : since1904;
    assertThat(read(format, "", row)).isEqualTo(table(cell));
    assertThat(read(format, "<workbookPr date1904='1'/>", row)).isEqualTo(table(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          General;-General;                      ~ 1200    ~ -1200       ~ ``
          [Red]General_);(General)               ~ 1200    ~ (1200)      ~ 0
          0;-0;;@                                ~ 1200    ~ -1200       ~ ``
          #,##0;-#,##0;                          ~ 1,200   ~ -1,200      ~ ``
          0;;;@                                  ~ 1200    ~ ``          ~ ``
          ;;;@                                   ~ ``      ~ ``          ~ ``
          0;"below"                              ~ 1200    ~ below       ~ 0
          0;@                                    ~ 1200    ~ -1200       ~ 0
          0;-0;[>100]0                           ~ 1200    ~ -1200       ~ 0
          "a;b" 0;(0)                            ~ a;b 1200 ~ (1200)     ~ a;b 0
          "yes";"yes";"no"                       ~ yes     ~ yes         ~ no
          [Blue]0.0%;[Red]-0.0%;\\-              ~ 120000.0% ~ -120000.0% ~ -
          _(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_) ~ 1,200.00 ~ (1,200.00) ~ -
          _("$"* #,##0.00_);_("$"* (#,##0.00);_("$"* "-"??_);_(@_) ~ $ 1,200.00 ~ $ (1,200.00) ~ $ -
          _-* #,##0.00_-;\\-* #,##0.00_-         ~ 1,200.00 ~ -1,200.00 ~ 0.00
          _-* #,##0.00 "€"_-;-* #,##0.00 "€"_-;_-* "-"?? "€"_-;_-@_- ~ 1,200.00 € ~ -1,200.00 € ~ - €
          _-[$$-409]* #,##0.00_ ;_-[$$-409]* \\-#,##0.00\\ ;_-[$$-409]* "-"??_ ;_-@_ ~ $ 1,200.00 ~ $ -1,200.00 ~ $ -
          """)
  void takesThePartOfTheFormatForTheNumber(String format, String above, String below, String zero)
      throws IOException {
    String row =
        "<row><c s='1'><v>1200</v></c><c s='1'><v>-1200</v></c><c s='1'><v>0</v></c>"
            + "<c t='inlineStr'><is><t>x</t></is></c></row>";
    assertThat(read(format, "", row))
        .startsWith(
            "## S\n\n| %s | %s | %s | x |\n".formatted(above, below, zero).replace("  ", " "));
  }

  @Test
  void readsTheXmlOfExcel2003WhereItsCellsStand() throws IOException {
    String data = "<Data ss:Type='%s'>%s</Data>";
    String hidden =
        "<Worksheet ss:Name='H'><Table><Row><Cell>%s</Cell></Row></Table><WorksheetOptions xmlns='urn:schemas-microsoft-com:office:excel'><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>"
            .formatted(data.formatted("String", "no"));
    String sheet =
        "<Styles><Style ss:ID='p'><NumberFormat ss:Format='Percent'/></Style></Styles><Worksheet"
            + " ss:Name='S'><Table><Column/><Column ss:Index='3' ss:Hidden='1'/><Row><Cell"
            + " ss:MergeAcross='1'>"
            + data.formatted("String", "Flour")
            + "</Cell><Cell>"
            + data.formatted("String", "no")
            + "</Cell><Cell>"
            + data.formatted("String", "Share")
            + "</Cell></Row><Row ss:Index='4'><Cell ss:Index='2'>"
            + data.formatted("DateTime", "2023-03-15T00:00:00.000")
            + "<Comment><Data>no</Data></Comment></Cell><Cell ss:Index='4' ss:StyleID='p'>"
            + data.formatted("Number", "0.125")
            + "</Cell></Row><Row ss:Hidden='1'><Cell>"
            + data.formatted("String", "no")
            + "</Cell></Row></Table></Worksheet>";
    Path file = folder.resolve("made.xls");
    Files.writeString(
        file,
        "<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?><Workbook"
            + " xmlns='urn:schemas-microsoft-com:office:spreadsheet'"
            + " xmlns:ss='urn:schemas-microsoft-com:office:spreadsheet'>"
            + sheet
            + hidden
            + "</Workbook>");
    assertThat(Reading.markdown(file))
        .isEqualTo("## S\n\n| Flour | | Share |\n| --- | --- | --- |\n| | 2023-03-15 | 12.50% |\n");
  }

  @Test
  void showsTheFormulaWhereTheWorkbookIsTooLargeToCompute() throws IOException {
    Random random = new Random(1);
    StringBuilder rows = new StringBuilder("<row r='1'><c r='A1'><v>2</v></c>");
    rows.append("<c r='B1'><f>A1*3</f></c></row>");
    for (int row = 2; row < 600; row++) {
      rows.append("<row r='%d'><c r='A%d' t='inlineStr'><is><t>".formatted(row, row));
      for (int i = 0; i < 640; i++) {
        rows.append("The stone that turns over stone %d lies. ".formatted(random.nextInt(9)));
      }
      rows.append("</t></is></c></row>");
    }
    String markdown = read("General", "", rows.toString());
    assertThat(markdown.substring(0, 100)).contains("| 2 | =A1*3 |");
  }

  private static String table(String cell) {
    return cell.isEmpty() ? "## S\n\nx\n" : "## S\n\n| x | %s |\n| --- | --- |\n".formatted(cell);
  }

  @Test
  void readsAColumnOfDatesAlone() throws IOException {
    String rows = "<row><c s='1'><v>45001</v></c></row><row><c s='1'><v>45002.5</v></c></row>";
    assertThat(read("m/d/yy", "", rows)).isEqualTo("## S\n\n2023-03-16\n\n2023-03-17\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          <c r="B1"><f>A1*3</f></c>                                | 6
          <c r="B1" s="1"><f>DATE(2024,3,1)</f></c>                | 2024-03-01
          <c r="B1"><f>A1&gt;1</f></c>                             | TRUE
          <c r="B1"><f>MYFUNC(A1)</f></c>                          | =MYFUNC(A1)
          <c r="B1"><f>SUM([1]Other!A1)</f><v></v></c>             | =SUM([1]Other!A1)
          <c r="B1"><f>A1*3</f><v>7</v></c>                        | 7
          <c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c>             | #DIV/0!
          <c r="B1" t="d"><v>2024-03-01T00:00:00</v></c>           | 2024-03-01
          """)
  void showsWhatAFormulaGives(String cell, String shown) throws IOException {
    String row = "<row r='1'><c r='A1'><v>2</v></c>" + cell + "</row>";
    assertThat(read("m/d/yy", "", row)).contains("| 2 | " + shown + " |");
  }

  @Test
  void showsSharedFormulasWithoutValues() throws IOException {
    String rows =
        "<row r='1'><c r='A1'><v>2</v></c><c r='B1'><f t='shared' ref='B1:B2' si='0'>A1+1</f></c>"
            + "<c r='C1'><f t='shared' ref='C1:C2' si='1'>NOSUCH(A1,$A$1,\"A1\")</f></c></row>"
            + "<row r='2'><c r='A2'><v>5</v></c><c r='B2'><f t='shared' si='0'/></c>"
            + "<c r='C2'><f t='shared' si='1'/></c></row>";
    assertThat(read("General", "", rows))
        .contains("| 2 | 3 | =NOSUCH(A1,$A$1,\"A1\") |")
        .contains("| 5 | 6 | =NOSUCH(A2,$A$1,\"A1\") |");
  }

  @Test
  void showsAMergedCellInItsFirstColumnThatIsShown() throws IOException {
    String sheet =
        "<cols><col min='1' max='1' hidden='1'/></cols><sheetData>"
            + row(1, "", text("A1", "Title"))
            + row(2, "", text("A2", "HIDDEN") + text("B2", "Grain") + text("C2", "Hours"))
            + "</sheetData><mergeCells><mergeCell ref='A1:C1'/></mergeCells>";
    assertThat(sheet("General", "", sheet))
        .isEqualTo("## S\n\n| Title | |\n| --- | --- |\n| Grain | Hours |\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"A2:A3", "A2:B4", "A2:A9", "A2:A2"})
  void showsAMergedCellInItsFirstRowThatIsShown(String merged) throws IOException {
    String sheet =
        "<sheetData>"
            + row(1, "", text("A1", "Region") + text("C1", "City"))
            + row(2, " hidden='1'", text("A2", "North") + text("C2", "HIDDEN"))
            + row(3, "", text("C3", "Oslo"))
            + row(4, "", text("C4", "Bergen"))
            + "</sheetData><mergeCells><mergeCell ref='%s'/></mergeCells>".formatted(merged);
    assertThat(sheet("General", "", sheet))
        .isEqualTo(
            "## S\n\n| Region | | City |\n| --- | --- | --- |\n|%s | | Oslo |\n| | | Bergen |\n"
                .formatted(merged.equals("A2:A2") ? "" : " North"));
  }

  @Test
  void showsAMergedCellWhereNoOtherCellOfItsRowsIsStored() throws IOException {
    String sheet =
        "<sheetData>%s%s%s</sheetData><mergeCells><mergeCell ref='A1:B3'/><mergeCell ref='A5:B6'/></mergeCells>"
            .formatted(
                row(1, " hidden='1'", text("A1", "Above")),
                row(4, "", text("A4", "Rye") + text("B4", "45")),
                row(5, " hidden='1'", text("A5", "Below")));
    assertThat(sheet("General", "", sheet))
        .isEqualTo("## S\n\n| Above | |\n| --- | --- |\n| Rye | 45 |\n| Below | |\n");
  }

  @Test
  void showsTheRowsThatAreStoredWhereAllOthersAreHidden() throws IOException {
    String sheet =
        "<sheetFormatPr zeroHeight='1'/><sheetData>%s%s%s</sheetData>"
            .formatted(
                row(1, "", text("A1", "Rye") + text("B1", "45")),
                row(2, " hidden='1'", text("A2", "HIDDEN")),
                row(3, " ht='0'", text("A3", "HIDDEN")));
    assertThat(sheet("General", "", sheet)).isEqualTo("## S\n\n| Rye | 45 |\n| --- | --- |\n");
  }

  private static String row(int number, String hidden, String cells) {
    return "<row r='%d'%s>%s</row>".formatted(number, hidden, cells);
  }

  private static String text(String place, String text) {
    return "<c r='%s' t='inlineStr'><is><t>%s</t></is></c>".formatted(place, text);
  }

  private String read(String format, String properties, String rows) throws IOException {
    return sheet(format, properties, "<sheetData>" + rows + "</sheetData>");
  }

  private String sheet(String format, String properties, String sheet) throws IOException {
    String escaped = format.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    String type = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    Path file =
        Reading.zip(
            folder.resolve("a.xlsx"),
            "[Content_Types].xml",
            "<Types xmlns='%scontent-types'><Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
                    .formatted(PACKAGE)
                + "<Override PartName='/xl/workbook.xml' ContentType='%ssheet.main+xml'/>"
                    .formatted(type)
                + "<Override PartName='/xl/styles.xml' ContentType='%sstyles+xml'/>".formatted(type)
                + "<Override PartName='/xl/s.xml' ContentType='%sworksheet+xml'/></Types>"
                    .formatted(type),
            "_rels/.rels",
            relations("officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml",
            "<workbook%s xmlns:r='%srelationships'>%s<sheets><sheet name='S' sheetId='1' r:id='r0'/></sheets></workbook>"
                .formatted(MAIN, OFFICE, properties),
            "xl/_rels/workbook.xml.rels",
            relations("worksheet", "s.xml", "styles", "styles.xml"),
            "xl/styles.xml",
            "<styleSheet%s><numFmts><numFmt numFmtId='200' formatCode=\"%s\"/></numFmts><cellXfs><xf numFmtId='0'/><xf numFmtId='200'/></cellXfs></styleSheet>"
                .formatted(MAIN, escaped),
            "xl/s.xml",
            "<worksheet%s>%s</worksheet>".formatted(MAIN, sheet));
    return Reading.markdown(file).strip() + "\n";
  }

  /** Types and targets in turn. */
  private static String relations(String... parts) {
    StringBuilder result =
        new StringBuilder("<Relationships xmlns='%srelationships'>".formatted(PACKAGE));
    for (int i = 0; i < parts.length; i += 2) {
      result.append(
          "<Relationship Id='r%d' Type='%srelationships/%s' Target='%s'/>"
              .formatted(i, OFFICE, parts[i], parts[i + 1]));
    }
    return result.append("</Relationships>").toString();
  }
}
