package dev.quern.chunk;

import static dev.quern.chunk.ChunkAssertions.assertSound;
import static dev.quern.chunk.ChunkAssertions.chunks;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ChunkerPropertyTests {

  @Property(tries = 1500)
  void losesNothingAndCutsNoGrapheme(
      @ForAll("nasty") String text, @ForAll("settings") ChunkSettings settings) {
    assertSound(text, settings, chunks(text, settings));
  }

  @Property(tries = 300)
  void givesTheSameChunksHoweverTheTextArrives(
      @ForAll("nasty") String text, @ForAll("settings") ChunkSettings settings) {
    List<TextChunk> whole = chunks(text, settings);

    assertThat(chunks(new DribblingReader(text), settings)).isEqualTo(whole);
  }

  @Property(tries = 300)
  void givesThePartsThatSplitGives(
      @ForAll("parts") String text, @ForAll("delimiters") String mark) {
    List<String> parts =
        Arrays.stream(text.split(Pattern.quote(mark), -1))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .toList();

    assertThat(
            chunks(
                new DribblingReader(text),
                ChunkSettings.of(Strategy.DELIMITER, 5000, null, mark, null, null)))
        .extracting(TextChunk::content)
        .isEqualTo(parts);
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void keepsFencesAndTablesThatFitWhole(
      @ForAll("documents") List<String> blocks, @ForAll("settings") ChunkSettings settings) {
    int longest = blocks.stream().mapToInt(String::length).max().orElse(1);
    int max = longest + settings.overlap();
    ChunkSettings markdown =
        ChunkSettings.of(Strategy.MARKDOWN, null, null, null, 1 + settings.overlap(), max);
    String text = String.join("\n\n", blocks);

    List<TextChunk> chunks = chunks(text, markdown);

    assertSound(text, markdown, chunks);
    assertThat(blocks)
        .filteredOn(block -> block.startsWith("```") || block.startsWith("|"))
        .allSatisfy(block -> assertThat(chunks).anyMatch(chunk -> chunk.content().contains(block)));
  }

  @Provide
  Arbitrary<String> nasty() {
    return Texts.nasty();
  }

  @Provide
  Arbitrary<ChunkSettings> settings() {
    return Texts.settings();
  }

  @Provide
  Arbitrary<String> parts() {
    return Arbitraries.of("-", "--", "\n", "\n\n", "=", "word", "çğ", "字", " ", "x".repeat(900))
        .list()
        .ofMaxSize(80)
        .map(parts -> String.join("", parts))
        .filter(text -> text.length() < 5000);
  }

  @Provide
  Arbitrary<String> delimiters() {
    return Arbitraries.of("---", "\n\n", "\n", "=", "\n--", "-=", "字", "rdw");
  }

  /** Markdown blocks; each fence and table has a number of its own in it. */
  @Provide
  Arbitrary<List<String>> documents() {
    Arbitrary<Integer> lines = Arbitraries.integers().between(1, 9);
    Arbitrary<Integer> numbers = Arbitraries.integers().between(1, 1_000_000);
    return Arbitraries.oneOf(
            lines.map("A sentence here. "::repeat).map(String::strip),
            Combinators.combine(lines, numbers)
                .as((n, id) -> "```\n" + ("# code " + id + "\n\n").repeat(n) + "```"),
            Combinators.combine(lines, numbers)
                .as((n, id) -> "| a |\n|---|" + ("\n| " + id + " |").repeat(n)),
            Arbitraries.of("# One", "## Two", "Setext\n======", "- a\n- b\n- c"))
        .list()
        .ofMaxSize(30);
  }
}
