package dev.quern.document.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workbooks of Excel 95 and 97, record by record. */
class OldWorkbookCasesTests {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void readsTheCellsThatAreShown(boolean excel97) throws IOException {
    OldRecords records = new OldRecords(excel97, "Mill", "-Secret").sheet().hiddenColumn(1);
    records.row(0, false).row(1, true).row(2, false);
    records.text(0, 0, "Müller").text(0, 1, "HIDDEN").text(0, 2, "Day").text(0, 3, "Sum");
    records.text(1, 0, "HIDDENROW");
    records.number(2, 0, 2.5, false).text(2, 1, "HIDDEN").number(2, 2, 45000, true);
    records.formula(2, 3, 7).end().sheet().text(0, 0, "SECRET").end();
    assertThat(read(records, excel97))
        .isEqualTo(
            "## Mill\n\n| Müller | Day | Sum |\n| --- | --- | --- |\n| 2.5 | 2023-03-15 | 7 |\n");
  }

  @Test
  void computesAFormulaWithoutValue() throws IOException {
    OldRecords records = new OldRecords(true, "S").sheet().text(0, 0, "x").formula(0, 1, -1).end();
    assertThat(read(records, true)).isEqualTo("## S\n\n| x | 5 |\n| --- | --- |\n");
  }

  @Test
  void showsAMergedCellInItsFirstRowAndColumnThatAreShown() throws IOException {
    OldRecords records = new OldRecords(true, "S").sheet().hiddenColumn(0);
    records.row(0, false).row(1, true).row(2, false);
    records.text(0, 0, "Title").text(1, 1, "North").text(1, 2, "HIDDEN").text(2, 2, "Oslo");
    records.merged(0, 0, 0, 2).merged(1, 2, 1, 1).end();
    assertThat(read(records, true))
        .isEqualTo("## S\n\n| Title | |\n| --- | --- |\n| North | Oslo |\n");
  }

  @Test
  void leavesPlacesFreeWhereTheOldestSheetsHaveNoCells() throws IOException {
    OldRecords records = new OldRecords(false, "S").sheet();
    records.text(0, 0, "Grain").text(0, 1, "Hours").text(0, 2, "Note").text(4, 0, "Rye");
    records.text(4, 2, "wet").end();
    assertThat(read(records, false))
        .isEqualTo("## S\n\n| Grain | Hours | Note |\n| --- | --- | --- |\n| Rye | | wet |\n");
  }

  private String read(OldRecords records, boolean excel97) throws IOException {
    CompoundFile file = new CompoundFile();
    file.stream(0, excel97 ? "Workbook" : "Book", records.bytes());
    return Reading.markdown(file.write(folder.resolve("a.xls")));
  }
}
