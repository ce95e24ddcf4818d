package dev.quern.document.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands on the pages of a PDF, by where it stands. */
class PageCasesTests {

  private static final float[] COLUMNS = {72, 200, 320};

  private static final String[] TEXT = {
    "The mason chooses a coarse stone, because a fine one polishes itself and stops",
    "grinding after a few weeks. He cuts furrows from the eye to the rim of the stone, and",
    "each of them is a finger wide and half a finger deep, as the guild has ordered it."
  };

  private static final String[] LEFT = {
    "The mason chooses a coarse stone, because a fine",
    "one polishes itself and stops grinding after some",
    "weeks. He cuts furrows from the eye to the rim.",
    "Each of them is a finger wide and half a finger",
    "deep, as the guild has ordered it, and all are",
    "checked in spring by two masters of the guild.",
    "",
    "2 Rye",
    "",
    "Rye is ground in spring, when the water is high",
    "and the wheel turns fast enough for both stones."
  };

  private static final String[] RIGHT = {
    "Oats are ground in autumn. They need another",
    "stone, since their husks clog the furrows of the",
    "common one within an hour or two at the most.",
    "",
    "3 Costs",
    "",
    "A stone costs 45 euro, cutting it again 12 euro.",
    "The guild pays half of it for its members, who",
    "have to show the old stone to the master first.",
    "No stone may be cut more than ten times, or it",
    "breaks and hurts the miller and his family."
  };

  @TempDir private Path folder;

  private final DrawnPdf pdf = new DrawnPdf();

  private String read() throws IOException {
    return Reading.markdown(pdf.write(folder.resolve("a.pdf")));
  }

  @Test
  void partsManySmallTablesOfAPage() throws IOException {
    pdf.page();
    for (int i = 0; i < 8; i++) {
      float y = 790 - 90 * i;
      pdf.text(72, y, "Week " + "abcdefgh".charAt(i));
      pdf.rows(
          COLUMNS, y - 18, 14, "Grain|Hours|Price", "Rye|" + i + "|4.50", "Oat||3.20", "Rice|1|");
    }
    String markdown = read();
    for (int i = 0; i < 8; i++) {
      assertThat(markdown)
          .contains(
              "Week %s\n\n| Grain | Hours | Price |\n| --- | --- | --- |\n| Rye | %d | 4.50 |\n| Oat | | 3.20 |\n| Rice | 1 | |\n"
                  .formatted("abcdefgh".charAt(i), i));
    }
  }

  @Test
  void readsWordsFromTheRightWhoseLettersDifferInHeight() throws IOException {
    pdf.page().draw("BT /F2 10 Tf 72 700 Td (c) Tj 1 Ts (b) Tj 0 Ts (a) Tj ET\n");
    pdf.draw("BT /F2 10 Tf 72 600 Td (c) Tj (b) Tj /F2 6 Tf 4 Ts (a) Tj ET\n");
    assertThat(read()).isEqualTo("\u0643\u062A\u0628\n\n\u0643\u062A\u0628\n");
  }

  @Test
  void readsOnceWhatIsDrawnTwiceToBeBold() throws IOException {
    pdf.page();
    for (float x : new float[] {72, 72.35f}) {
      pdf.text(x, 700, "The little llama willfully fills all").text(x, 600 - x / 100, "oooo");
    }
    pdf.text(72, 500, "The little llama");
    assertThat(read())
        .isEqualTo("The little llama willfully fills all\n\noooo\n\nThe little llama\n");
  }

  @Test
  void partsRuledTablesThatNearlyTouch() throws IOException {
    pdf.page();
    for (int i = 0; i < 6; i++) {
      float y = 780 - 34 * i;
      pdf.rows(COLUMNS, y - 10, 14, "Weight|Height|Price", "1" + i + "|2" + i + "|");
      for (int line = 0; line <= 2; line++) {
        pdf.line(68, y - 14 * line, 400, y - 14 * line);
      }
      for (float x : new float[] {68, 196, 316, 400}) {
        pdf.line(x, y, x, y - 28);
      }
    }
    String table = "| Weight | Height | Price |\n| --- | --- | --- |\n| 1%d | 2%d | |\n";
    assertThat(read()).startsWith(table.formatted(0, 0)).endsWith(table.formatted(5, 5));
  }

  @Test
  void takesARowOfNumbersBelowItsHeadForATable() throws IOException {
    pdf.page().text(72, 780, "Sample");
    pdf.rows(COLUMNS, 762, 14, "Weight|Height|Price", "11|21|31");
    assertThat(read())
        .isEqualTo(
            "Sample\n\n| Weight | Height | Price |\n| --- | --- | --- |\n| 11 | 21 | 31 |\n");
  }

  @Test
  void partsTablesThatStandSideBySide() throws IOException {
    float[] columns = {72, 130, 190, 330, 390, 450};
    pdf.page()
        .rows(
            columns,
            780,
            14,
            "Grain|Hours|Price|Grain|Hours|Price",
            "Rye|1|4.50|Rye|7|8.50",
            "Oat|2|3.20|Oat|8|9.20");
    assertThat(read())
        .endsWith(
            "| Rye | 1 | 4.50 |\n| Oat | 2 | 3.20 |\n\n| Grain | Hours | Price |\n| --- | --- | --- |\n| Rye | 7 | 8.50 |\n| Oat | 8 | 9.20 |\n");
  }

  @Test
  void joinsWhatIsWrappedInACell() throws IOException {
    float[] columns = {72, 160, 420};
    pdf.page().lines(72, 780, 14, TEXT);
    pdf.rows(
        columns,
        710,
        12,
        "Grain|What it needs|Hours",
        "Rye|a coarse stone that has been cut in the|3",
        "|same month, and much water|",
        "Oat|another stone, since husks clog|4",
        "Spelt|a master who knows how to shell it and|5",
        "|who has time|");
    assertThat(read())
        .contains(
            "| Rye | a coarse stone that has been cut in the same month, and much water | 3 |")
        .endsWith("| Spelt | a master who knows how to shell it and who has time | 5 |\n");
  }

  @Test
  void takesSentencesSideBySideForATableWhereNoneGoesOn() throws IOException {
    float[] columns = {72, 300};
    pdf.page().lines(72, 780, 14, TEXT);
    pdf.rows(
        columns,
        700,
        14,
        "Question|Answer",
        "What does a stone cost?|45 euro in all mills",
        "Who cuts it again?|The mason of the guild",
        "When is rye ground?|In spring, at high water",
        "How wide is a furrow?|One finger, half as deep",
        "How often is it cut?|Ten times at the most",
        "Who pays for it?|The guild pays one half");
    assertThat(read()).contains("| Who pays for it? | The guild pays one half |\n");
  }

  @ParameterizedTest
  @CsvSource({"0,true", "0,false", "5,true", "-5,true"})
  void readsColumnsOneAfterTheOther(int lower, boolean across) throws IOException {
    pdf.page().size(14).text(72, 800, "On stones and their cutting").size(9);
    for (int i = 0; i < LEFT.length; i++) {
      pdf.text(72, 770 - 12 * i, LEFT[i])
          .text(across ? 310 : 72, across ? 770 - lower - 12 * i : 0, across ? RIGHT[i] : "");
    }
    for (int i = 0; i < RIGHT.length && !across; i++) {
      pdf.text(310, 770 - 12 * i, RIGHT[i]);
    }
    pdf.lines(
        72,
        620,
        12,
        "This line is as wide as both of the columns and stands below them, as the last one of its page.");
    assertThat(read().replaceAll("\\s+", " "))
        .startsWith(
            "On stones and their cutting The mason chooses a coarse stone, because a fine one polishes")
        .contains(
            "two masters of the guild. 2 Rye Rye is ground in spring, when the water is high and the")
        .contains("for both stones. Oats are ground in autumn. They need another stone, since")
        .contains(
            "at the most. 3 Costs A stone costs 45 euro, cutting it again 12 euro. The guild pays")
        .endsWith(
            "his family. This line is as wide as both of the columns and stands below them, as the last one of its page. ");
  }

  @Test
  void readsThreeNarrowColumns() throws IOException {
    String[] one = {
      "The mason chooses a coarse stone,",
      "because a fine one polishes itself",
      "and stops grinding after weeks. He",
      "cuts furrows from the eye to the",
      "rim, a finger wide and half a finger",
      "deep, as the guild has ordered."
    };
    pdf.page().size(8);
    for (int i = 0; i < one.length; i++) {
      for (int column = 0; column < 3; column++) {
        pdf.text(60 + 165 * column, 780 - 10 * i, one[i].replace("mason", "mason " + column));
      }
    }
    String text =
        "The mason %d chooses a coarse stone, because a fine one polishes itself and stops grinding after weeks. He cuts furrows from the eye to the rim, a finger wide and half a finger deep, as the guild has ordered.\n";
    assertThat(read())
        .isEqualTo(text.formatted(0) + "\n" + text.formatted(1) + "\n" + text.formatted(2));
  }

  @Test
  void dropsWhatRunsThroughTwoPages() throws IOException {
    for (int page = 1; page <= 2; page++) {
      pdf.page().size(8).text(72, 810, "Mill report 2024").text(450, 810, "Confidential");
      pdf.text(72, 40, "Guild of millers, Stone Street 5").text(480, 40, "Page " + page + " of 2");
      pdf.size(10)
          .lines(
              72, 770, 14, page == 1 ? "Rye is ground in spring." : "Oats are ground in autumn.");
    }
    assertThat(read()).isEqualTo("Rye is ground in spring.\n\nOats are ground in autumn.\n");
  }

  @Test
  void readsOnceWhatIsDrawnAgainLetterByLetter() throws IOException {
    // The widths of Helvetica's letters, as thousandths of its size.
    String word = "Millstone";
    int[] widths = {833, 222, 222, 222, 500, 278, 556, 556, 556};
    pdf.page();
    float x = 72;
    for (int i = 0; i < word.length(); i++) {
      pdf.text(x, 770, word.substring(i, i + 1)).text(x + 0.3f, 770, word.substring(i, i + 1));
      x += widths[i] / 100f;
    }
    pdf.lines(72, 730, 14, "A bookkeeper needs ball bearings.");
    assertThat(read()).isEqualTo("Millstone\n\nA bookkeeper needs ball bearings.\n");
  }

  @Test
  void keepsWhatTwoLettersOfOneFormSay() throws IOException {
    for (int page = 1; page <= 2; page++) {
      pdf.page()
          .lines(
              72,
              790,
              14,
              "Dear miller,",
              "your stone number "
                  + page
                  + " is worn and must be cut again before the harvest begins, as the",
              "guild has ordered it for all the mills of the valley.");
    }
    assertThat(read())
        .contains("Dear miller,\n\nyour stone number 1 is worn")
        .contains("number 2 is");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a fine one polishes it-      | self and stops grinding after weeks    | polishes itself and stops
          nobody may cut it but a well-| known mason, as all the guild has said | a well-known mason
          it is written in the Anglo-  | Saxon laws, which nobody has ever read | the Anglo-Saxon laws
          its rim has twenty-          | five furrows, each of them half as deep| has twenty-five furrows
          and they are known as ISO-   | 9001 stones in all the mills there are | as ISO-9001 stones
          the guild says in its e-     | mail that a stone costs 45 euro and 12 | its e-mail that
          bought a mill-               | stone from a mason who has no mill     | bought a mill-stone from
          stands at both the in-       | and outlets of the mill of the guild   | the in- and outlets
          it is a state-of-the-        | art stone for all the mills of them    | a state-of-the-art stone
          """)
  void joinsWordsThatTheEndOfALineDivides(String end, String start, String shown)
      throws IOException {
    pdf.page().lines(72, 780, 14, TEXT);
    pdf.lines(
        72,
        700,
        14,
        "They all have said of it that " + end,
        start,
        "and a mill-stone is bought once.");
    assertThat(read().replaceAll("\\s+", " ")).contains(shown);
  }

  @Test
  void readsABillWhoseRowsHaveEmptyCells() throws IOException {
    float[] columns = {79, 167, 277, 333, 398};
    pdf.page()
        .rows(columns, 780, 14, "||Hours|Rate|Cost", "Parts||||99,999", "Body labor||2|150|300");
    pdf.rows(
        columns,
        738,
        14,
        "Supplies||||",
        "|Paint|||60",
        "Subtotal||||100,629",
        "Tax|||10 %|10,062");
    assertThat(read())
        .startsWith(
            "| | Hours | Rate | Cost |\n| --- | --- | --- | --- |\n| Parts | | | 99,999 |\n")
        .contains("| Supplies | | | |\n| Paint | | | 60 |\n| Subtotal | | | 100,629 |\n");
  }

  @Test
  void putsAHeadAboveTheNumbersThatItIsNotAlignedWith() throws IOException {
    pdf.page().rows(new float[] {122, 186}, 780, 13, "Year|Freshwater ducks");
    pdf.rows(new float[] {161, 257}, 767, 13, "2019|120", "2020|135", "2021|150");
    assertThat(read()).startsWith("| Year | Freshwater ducks |\n| --- | --- |\n| 2019 | 120 |\n");
  }

  @Test
  void beginsAnotherTableBelowATitle() throws IOException {
    pdf.page()
        .rows(COLUMNS, 780, 14, "Start|Shows|Sum", "1 May|48|450", "2 May|24|225", "Totals||");
    pdf.rows(new float[] {72, 180, 280, 400}, 724, 14, "Month|Shows|Sum|Full", "May|72|675|85");
    assertThat(read())
        .contains("| 2 May | 24 | 225 |\n\nTotals\n\n| Month | Shows | Sum | Full |\n");
  }

  @Test
  void readsAHeadThatWasDrawnLastInItsPlace() throws IOException {
    pdf.page().lines(72, 700, 14, TEXT).size(16).text(72, 760, "On stones");
    assertThat(read()).startsWith("On stones\n\nThe mason chooses");
  }

  @Test
  void takesNoListForATable() throws IOException {
    pdf.page()
        .rows(
            new float[] {72, 100},
            780,
            14,
            "\u2022|Rye",
            "\u2022|Oat",
            "\u2022|Spelt",
            "\u2022|Rice");
    assertThat(read()).isEqualTo("- Rye\n- Oat\n- Spelt\n- Rice\n");
  }

  @Test
  void joinsColumnsOfAPageThatIsScaledAsBrowsersDo() throws IOException {
    pdf.page().draw(".05 0 0 .05 0 0 cm\n").size(200);
    pdf.rows(
        new float[] {1440, 4000, 6400},
        15_600,
        280,
        "Grain|Hours|Price",
        "Rye|1|4.50",
        "Oat||3.20",
        "Rice|1|");
    assertThat(read())
        .startsWith("| Grain | Hours | Price |\n| --- | --- | --- |\n| Rye | 1 | 4.50 |");
  }

  @Test
  void dropsWhatIsTooSmallToBeRead() throws IOException {
    pdf.page().text(72, 780, "The mill grinds rye.").size(0.5f).text(72, 760, "SECRET");
    assertThat(read()).isEqualTo("The mill grinds rye.\n");
  }

  @Test
  void readsWhatWasTypedOntoAPageAndNoNotes() throws IOException {
    pdf.page().text(72, 780, "The mill grinds rye.");
    pdf.annotation("FreeText", "Oats too.").annotation("Text", "A NOTE");
    assertThat(read()).isEqualTo("The mill grinds rye.\n\nOats too.\n");
  }

  @Test
  void losesNoCellBelowALineThatWasWrittenFromTheRight() throws IOException {
    pdf.page().text(400, 780, "Time").text(200, 780, "simple").text(300, 780, "all");
    pdf.rows(
        new float[] {72, 200, 300, 400},
        766,
        14,
        "OTSL|0.965|0.955|2.73",
        "HTML|0.969|0.927|5.39",
        "Both|0.938|0.904|1.97");
    assertThat(read())
        .contains("| OTSL | 0.965 | 0.955 | 2.73 |", "| HTML | 0.969 | 0.927 | 5.39 |", "simple");
  }

  @Test
  void takesOnlyTheSymbolsOfAWordForThoseOfItsFont() throws IOException {
    pdf.page()
        .draw("BT /F2 10 Tf 72 780 Td <E0> Tj /F1 10 Tf (HR_SCHEMA) Tj /F2 10 Tf <E0> Tj ET\n");
    assertThat(read()).isEqualTo("→HR_SCHEMA→\n");
  }
}
