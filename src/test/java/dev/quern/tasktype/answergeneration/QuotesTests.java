package dev.quern.tasktype.answergeneration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.dataset.chunk.Chunk;
import dev.quern.dataset.entry.Evidence;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotesTests {

  private static final String TEXT =
      """
      The mill 🎵 at Barbegal had *sixteen* wheels, built in
      the second century — “the greatest of its time”. It could
      grind 4.5 tonnes of flour a day, enough for 12,500 people.

      巴贝加尔水磨有十六个水轮，建于二世纪。  İstanbul'daki değirmen 1820’de yapıldı.
      """;

  @Test
  void findsAQuoteAsItStandsInCodePoints() {
    Evidence found = find("at Barbegal had");
    assertThat(found.match()).isEqualTo("exact");
    assertThat(found.chunkStart()).isEqualTo(11); // the note before it is one code point
    assertThat(found.chunkEnd()).isEqualTo(26);
    assertThat(found.startOffset()).isEqualTo(1011);
    assertThat(found.endOffset()).isEqualTo(1026);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "normalized|Had sixteen wheels, built in the second century|had *sixteen* wheels, built in\\nthe second century",
        "normalized|\"the greatest of its time\"|the greatest of its time",
        "normalized|It could grind 4.5 tonnes of flour a day.|It could\\ngrind 4.5 tonnes of flour a day",
        "normalized|had sixteen wheels … the greatest of its time|had *sixteen* wheels, built in\\nthe second century — “the greatest of its time",
        "normalized|巴贝加尔 水磨有十六个水轮, 建于二世纪|巴贝加尔水磨有十六个水轮，建于二世纪",
        "normalized|İSTANBUL'DAKİ değirmen 1820'de|İstanbul'daki değirmen 1820’de",
        "fuzzy|It could grind 4.5 tonnes of flour every day, enough for 12,500 people|It could\\ngrind 4.5 tonnes of flour a day, enough for 12,500 people",
        "unsupported|had sixteen wheels, built in the 2nd century|-",
        "unsupported|It could grind 4.5 tonnes of flour a day, enough for 12,600 people|-",
        "unsupported|It could grind 45 tonnes of flour a day|-",
        "unsupported|The mill was driven by the wind that blew from the sea|-",
        "unsupported|built in ... a|-",
        "unsupported|…|-"
      })
  void findsAQuoteThatIsNearlyThere(String match, String quote, String piece) {
    Evidence found = find(quote);
    assertThat(found.match()).isEqualTo(match);
    if (piece.equals("-")) {
      assertThat(found.chunkStart()).isNull();
      assertThat(found.startOffset()).isNull();
    } else {
      assertThat(slice(TEXT, found)).isEqualTo(piece.replace("\\n", "\n"));
    }
  }

  @Test
  void givesNoPlaceInTheFileForAChunkThatWasEdited() {
    Chunk edited = chunk(TEXT, TEXT.codePointCount(0, TEXT.length()) + 7);
    Evidence found = new Quotes(edited).find(List.of("Barbegal")).get(0);
    assertThat(found.chunkStart()).isEqualTo(14);
    assertThat(found.startOffset()).isNull();
  }

  @Test
  void looksInALargeChunkWithoutLosingMuchTime() {
    String large = "All mills of the valley were closed in those years. ".repeat(4_000);
    List<Evidence> found =
        new Quotes(chunk(large, large.length()))
            .find(List.of("Nobody knew why so many of the men had gone to the sea. ".repeat(8)));
    assertThat(found.get(0).match()).isEqualTo("unsupported");
  }

  @Property(tries = 300)
  void findsEveryPieceOfTheText(
      @ForAll @IntRange(max = 200) int from, @ForAll @IntRange(min = 1, max = 60) int length) {
    int points = TEXT.codePointCount(0, TEXT.length());
    int end = Math.min(points, from + length);
    String piece =
        TEXT.substring(TEXT.offsetByCodePoints(0, from), TEXT.offsetByCodePoints(0, end));
    Evidence found = find(piece);
    assertThat(found.match()).isEqualTo("exact");
    assertThat(slice(TEXT, found)).isEqualTo(piece);
  }

  @Property(tries = 300)
  void findsItWithOtherBlanksAndCase(
      @ForAll @IntRange(max = 200) int from, @ForAll @IntRange(min = 20, max = 60) int length) {
    int points = TEXT.codePointCount(0, TEXT.length());
    String piece =
        TEXT.substring(
            TEXT.offsetByCodePoints(0, from),
            TEXT.offsetByCodePoints(0, Math.min(points, from + length)));
    Evidence found = find(piece.replace(" ", " \n ").replace("*", ""));
    assertThat(found.match()).isIn("exact", "normalized");
  }

  private static Evidence find(String quote) {
    int size = TEXT.codePointCount(0, TEXT.length());
    return new Quotes(chunk(TEXT, size)).find(List.of(quote)).get(0);
  }

  private static String slice(String text, Evidence found) {
    return text.substring(
        text.offsetByCodePoints(0, found.chunkStart()),
        text.offsetByCodePoints(0, found.chunkEnd()));
  }

  private static Chunk chunk(String text, int lengthInFile) {
    int size = text.codePointCount(0, text.length());
    return new Chunk(
        "c",
        "p",
        "f",
        "a.md",
        "a-0",
        0,
        text,
        "",
        size,
        1000,
        1000L + lengthInFile,
        size != lengthInFile,
        null,
        null,
        Instant.EPOCH,
        Instant.EPOCH);
  }
}
