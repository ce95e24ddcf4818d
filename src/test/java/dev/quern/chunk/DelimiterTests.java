package dev.quern.chunk;

import static dev.quern.chunk.ChunkAssertions.chunks;
import static dev.quern.chunk.ChunkAssertions.contents;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DelimiterTests {

  @Test
  void makesEachPartAChunkTrimmedAndNeverMerged() {
    String text = "one\n---\n two \n\n---\n\n---\n\nthree---four";

    assertThat(contents(text, delimiter("---", 1500)))
        .containsExactly("one", "two", "three", "four");
  }

  @Test
  void takesTheDelimiterLiterally() {
    assertThat(contents("a.b|c.*d", delimiter(".*", 1500))).containsExactly("a.b|c", "d");
    assertThat(contents("a-----b", delimiter("--", 1500))).containsExactly("a", "-b");
  }

  @Test
  void splitsAtADelimiterOfWhiteSpace() {
    assertThat(contents("a\n\n\n---\n\nb\n\nc d", delimiter("\n---\n", 1500)))
        .containsExactly("a", "b\n\nc d");
    assertThat(contents("a b\n\nc\n\n\n\nd", delimiter("\n\n", 1500)))
        .containsExactly("a b", "c", "d");
    assertThat(contents("one\r\ntwo\r\n", delimiter("\n", 1500))).containsExactly("one", "two");
  }

  @Test
  void splitsAPartOverTheChunkSizeWithoutOverlap() {
    String text = "short;alpha beta\ngamma delta;end";

    assertThat(contents(text, delimiter(";", 12)))
        .containsExactly("short", "alpha beta", "gamma delta", "end");
  }

  @Test
  void doesNotSplitInsideAGrapheme() {
    assertThat(contents("x👩‍👧y👩z", delimiter("👩", 1500))).containsExactly("x👩‍👧y", "z");
  }

  @Test
  void countsTheTrimmedPart() {
    String text = "  " + "x".repeat(10) + " ".repeat(3000) + ";y";

    assertThat(chunks(text, delimiter(";", 10))).extracting(TextChunk::size).containsExactly(10, 1);
  }

  private static ChunkSettings delimiter(String delimiter, int size) {
    return ChunkSettings.of(Strategy.DELIMITER, size, null, delimiter, null, null);
  }
}
