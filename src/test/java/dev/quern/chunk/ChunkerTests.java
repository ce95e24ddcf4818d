package dev.quern.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChunkerTests {

  /** More than this much text ahead of the chunk would mean that it is not streamed. */
  private static final int WINDOW = 100_000;

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void readsNoFurtherThanTheNextChunkNeeds(Strategy strategy) {
    Endless text = new Endless("Lorem ipsum dolor sit amet. ");
    Iterator<TextChunk> chunks = new Chunker().chunks(text, settings(strategy));

    assertThat(text.handedOut).isZero();
    for (int i = 0; i < 100; i++) {
      assertThat(text.handedOut - chunks.next().endOffset()).isLessThan(WINDOW);
    }
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void readsNoFurtherThanItNeedsWhereThereIsNothingToCutAt(Strategy strategy) {
    Endless text = new Endless("```a");
    Iterator<TextChunk> chunks = new Chunker().chunks(text, settings(strategy));

    for (int i = 0; i < 20; i++) {
      assertThat(text.handedOut - chunks.next().endOffset()).isLessThan(WINDOW);
    }
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void saysThatTheTextCouldNotBeRead(Strategy strategy) {
    Reader broken =
        new Reader() {
          @Override
          public int read(char[] target, int offset, int length) throws IOException {
            throw new IOException("disk gone");
          }

          @Override
          public void close() {}
        };

    assertThatThrownBy(new Chunker().chunks(broken, settings(strategy))::hasNext)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("code point 0")
        .hasRootCauseMessage("disk gone");
  }

  @Test
  void endsAsAnIteratorDoes() {
    Iterator<TextChunk> chunks =
        new Chunker().chunks(new StringReader("one"), ChunkSettings.defaults());

    assertThat(chunks.hasNext()).isTrue();
    assertThat(chunks.hasNext()).isTrue();
    assertThat(chunks.next().content()).isEqualTo("one");
    assertThat(chunks.hasNext()).isFalse();
    assertThatThrownBy(chunks::next).isInstanceOf(NoSuchElementException.class);
  }

  private static ChunkSettings settings(Strategy strategy) {
    return ChunkSettings.of(strategy, null, null, "|||", null, null);
  }

  /** Repeats a text for ever and counts what it gave. */
  private static final class Endless extends Reader {

    private final String unit;
    private long handedOut;

    Endless(String unit) {
      this.unit = unit;
    }

    @Override
    public int read(char[] target, int offset, int length) {
      for (int i = 0; i < length; i++) {
        target[offset + i] = unit.charAt((int) (handedOut++ % unit.length()));
      }
      return length;
    }

    @Override
    public void close() {}
  }
}
