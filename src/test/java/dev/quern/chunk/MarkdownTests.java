package dev.quern.chunk;

import static dev.quern.chunk.ChunkAssertions.assertSound;
import static dev.quern.chunk.ChunkAssertions.chunks;
import static dev.quern.chunk.ChunkAssertions.contents;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chunks of texts with headings. */
class MarkdownTests {

  private static final String GUIDE =
      """
      # Guide

      Read this first.

      ## Install

      Run the installer and wait.

      ### Linux

      Use the package of your system.

      ## Use

      Drop a file into the folder.
      """;

  @Test
  void splitsAtHeadingsWithTheirPathAsSummary() {
    List<TextChunk> chunks = chunks(GUIDE, markdown(1, 100));

    assertThat(chunks)
        .extracting(TextChunk::summary)
        .containsExactly("Guide", "Guide > Install", "Guide > Install > Linux", "Guide > Use");
    assertThat(chunks.get(2).content()).isEqualTo("### Linux\n\nUse the package of your system.");
  }

  @Test
  void mergesSmallSectionsUpToTheMinLengthAndNeverPastTheMaxLength() {
    assertThat(contents(GUIDE, markdown(60, 75)))
        .containsExactly(
            "# Guide\n\nRead this first.\n\n## Install\n\nRun the installer and wait.",
            "### Linux\n\nUse the package of your system.",
            "## Use\n\nDrop a file into the folder.");
  }

  @ParameterizedTest
  @ValueSource(ints = {25, 60})
  void keepsAHeadingWithTheHeadingsBelowIt(int minLength) {
    String first = "# Part One\n\nRead this.";
    String second = "# Part Two\n\n## Chapter A\n\n### Rye\n\nRye is a grain of the north.";

    assertThat(contents(first + "\n\n" + second, markdown(minLength, 70)))
        .containsExactly(first, second);
  }

  @Test
  void summarisesMergedSectionsByWhatTheirPathsHaveInCommon() {
    assertThat(chunks(GUIDE, markdown(60, 120)))
        .extracting(TextChunk::summary)
        .containsExactly("Guide", "Guide");
    assertThat(chunks("# A\n\none\n\n# B\n\ntwo", markdown(50, 100)))
        .extracting(TextChunk::summary)
        .containsExactly("A");
    assertThat(chunks("preamble\n\n# B\n\ntwo", markdown(50, 100)))
        .extracting(TextChunk::summary)
        .containsExactly("B");
  }

  @Test
  void keepsAHeadingWithoutTextTogetherWithTheSectionBelow() {
    List<TextChunk> chunks =
        chunks("# Book\n\n## One\n\ntext one\n\n## Two\n\ntext two", markdown(1, 40));

    assertThat(chunks)
        .extracting(TextChunk::content)
        .containsExactly("# Book\n\n## One\n\ntext one", "## Two\n\ntext two");
    assertThat(chunks).extracting(TextChunk::summary).containsExactly("Book > One", "Book > Two");
  }

  @Test
  void readsSetextHeadings() {
    String text = "Title\n=====\n\nIntro.\n\nPart\n----\n\nBody.\n\n- item\n---\n\nmore";

    assertThat(chunks(text, markdown(1, 60)))
        .extracting(TextChunk::summary)
        .containsExactly("Title", "Title > Part");
  }

  @Test
  void readsHeadingsAsCommonMarkDoes() {
    assertThat(summaries("   ## Three spaces ##\n\nx")).containsExactly("Three spaces");
    assertThat(summaries("    # code\n\nx")).containsExactly("");
    assertThat(summaries("#hashtag\n\nx")).containsExactly("");
    assertThat(summaries("####### seven\n\nx")).containsExactly("");
    assertThat(summaries("# C#\n\nx")).containsExactly("C#");
    assertThat(summaries("#\n\nx")).containsExactly("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"```", "~~~~", "  ```java"})
  void takesNoHeadingFromAFence(String fence) {
    String close = fence.strip().replace("java", "");
    String text = "# Real\n\n" + fence + "\n# comment\n~~\n" + close + "\n\n## Next\n\nend";

    assertThat(chunks(text, markdown(1, 80)))
        .extracting(TextChunk::summary)
        .containsExactly("Real", "Real > Next");
  }

  @Test
  void cutsNoFenceAndNoTableThatFits() {
    String fence = "```\n" + "code line\n\n".repeat(7) + "```";
    String table = "a | b\n--- | ---\n" + "1 | 2\n".repeat(12).strip();
    String text =
        "# T\n\n" + "Some text. ".repeat(6) + "\n\n" + fence + "\n\nand so it goes on\n\n" + table;

    assertThat(contents(text, markdown(100, 100)))
        .containsExactly(
            "# T\n\n" + "Some text. ".repeat(6).strip(), fence, "and so it goes on", table);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void cutsAFenceThatIsTooLongAtLineEnds(String lineEnd) {
    String lines =
        IntStream.range(0, 40).mapToObj(i -> "# line " + i).collect(Collectors.joining(lineEnd));
    String text = "```" + lineEnd + lines + lineEnd + "```" + lineEnd + lineEnd + "# After\n\nend";
    List<TextChunk> chunks = chunks(text, markdown(1, 100));

    assertSound(text, markdown(1, 100), chunks);
    assertThat(chunks.subList(0, chunks.size() - 1))
        .allSatisfy(
            chunk ->
                assertThat(chunk.content().split("\r\n|[\r\n]")).allMatch(MarkdownTests::isWhole))
        .extracting(TextChunk::summary)
        .containsOnly("");
    assertThat(chunks.get(chunks.size() - 1).content()).isEqualTo("# After\n\nend");
  }

  @Test
  void cutsATableThatIsTooLongAtLineEnds() {
    String text = "| n | square |\n|---|---|\n" + "| 12 | 144 |\n".repeat(30);

    assertThat(contents(text, markdown(50, 50)))
        .hasSizeGreaterThan(5)
        .allSatisfy(content -> assertThat(content).startsWith("| ").endsWith(" |"));
  }

  @Test
  void splitsALongSectionAtParagraphsThenSentencesThenWords() {
    String text =
        "# H\n\nFirst one. Second one.\n\nThird is here. Fourth is rather long, you see, friend.";

    assertThat(contents(text, markdown(40, 40)))
        .containsExactly(
            "# H\n\nFirst one. Second one.",
            "Third is here.",
            "Fourth is rather long, you see, friend.");
    assertThat(contents("word ".repeat(20), markdown(12, 12))).containsOnly("word word");
  }

  @Test
  void doesNotTakeTheRestOfACutLineForMarkdown() {
    String text = "word word word # not a heading | no | table";

    assertThat(chunks(text, markdown(15, 15))).extracting(TextChunk::summary).containsOnly("");
  }

  @Test
  void closesAFenceOnlyWhereCommonMarkDoes() {
    String open = "# A\n\n```\n    ```\n``\n``` no\n# code\n````\n\n# B\n\nb";
    String listed = "# A\n\n1. step\n\n    ```\n    # code\n    ```\n\n# B\n\nb";

    assertThat(chunks(open, markdown(1, 100)))
        .extracting(TextChunk::summary)
        .containsExactly("A", "B");
    assertThat(chunks(listed, markdown(1, 100)))
        .extracting(TextChunk::summary)
        .containsExactly("A", "B");
  }

  @Test
  void takesNoHeadingFromWhatIsNotMarkdown() {
    assertThat(summaries("# A\n\n<!--\n# old\n-->\n\nx")).containsExactly("A");
    assertThat(summaries("# A\n\n<pre>\n# no\n</pre>\n\nx")).containsExactly("A");
    assertThat(summaries("# A\n\n1. ```bash\n   # no\n   ```\n2. x")).containsExactly("A");
    assertThat(summaries("---\ntitle: x\n# no\n---\n\n# A\n\nx")).containsExactly("A");
    assertThat(summaries("A title of\ntwo lines\n===\n\nx"))
        .containsExactly("A title of two lines");
  }

  @Test
  void neverEndsAnUnclosedFence() {
    String text = "# A\n\n```\nopen\n\n# still code\n";

    assertThat(chunks(text, markdown(1, 100))).extracting(TextChunk::summary).containsExactly("A");
  }

  private static boolean isWhole(String line) {
    return line.isEmpty() || line.equals("```") || line.matches("# line \\d+");
  }

  private static List<String> summaries(String text) {
    return chunks(text, markdown(100, 100)).stream().map(TextChunk::summary).toList();
  }

  private static ChunkSettings markdown(int minLength, int maxLength) {
    return ChunkSettings.of(Strategy.MARKDOWN, null, null, null, minLength, maxLength);
  }
}
