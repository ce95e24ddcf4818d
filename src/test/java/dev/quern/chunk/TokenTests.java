package dev.quern.chunk;

import static dev.quern.chunk.ChunkAssertions.O200K;
import static dev.quern.chunk.ChunkAssertions.chunks;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chunks whose size is counted in tokens. */
class TokenTests {

  private static final String PROSE =
      "The mill stands by the river. It has ground corn for two hundred years! Who owns it? ";

  @ParameterizedTest
  @ValueSource(
      strings = {
        PROSE,
        "磨坊在河边。它磨了两百年的谷物！谁拥有它？",
        "Değirmen nehrin kıyısındadır. İki yüz yıldır buğday öğütür! Kimin bu? "
      })
  void fillsChunksUpToTheSizeInTokensAndCutsAtSentences(String sentences) {
    List<TextChunk> chunks = chunks(sentences.repeat(60), token(100, 30));

    assertThat(chunks.subList(0, chunks.size() - 1))
        .allSatisfy(
            chunk -> {
              assertThat(O200K.countTokens(chunk.content())).isBetween(60, 100);
              assertThat(chunk.content()).matches("(?s).*[.!?。！？]");
            });
  }

  @Test
  void overlapsByTokens() {
    List<TextChunk> chunks = chunks(PROSE.repeat(20), token(60, 25));

    for (int i = 1; i < chunks.size(); i++) {
      long shared = chunks.get(i - 1).endOffset() - chunks.get(i).startOffset();
      assertThat(shared).isPositive();
      String overlap = chunks.get(i).content().substring(0, (int) shared);
      assertThat(O200K.countTokens(overlap)).isBetween(1, 25);
    }
  }

  /** The tokenizer's time grows faster than a run without spaces: it must not see all of it. */
  @ParameterizedTest
  @ValueSource(strings = {"a", "字"})
  void splitsALongRunWithoutSpaces(String unit) {
    String text = unit.repeat(unit.equals("a") ? 1_000_000 : 100_000);
    List<TextChunk> chunks = chunks(text, token(1500, 0));

    assertThat(chunks.stream().mapToInt(TextChunk::size).sum()).isEqualTo(text.length());
    assertThat(chunks).allMatch(chunk -> O200K.countTokensOrdinary(chunk.content()) <= 1500);
  }

  /** 64 underscores are one token: an overlap of 200 tokens was longer than a chunk reaches. */
  @Test
  void goesOnByMoreThanTheOverlapWhereTokensAreLong() {
    List<TextChunk> chunks = chunks("_".repeat(100_000), token(1500, 200));

    assertThat(chunks).hasSizeLessThan(20);
    assertThat(chunks.get(chunks.size() - 1).endOffset()).isEqualTo(100_000);
  }

  @Test
  void takesSpecialTokensForText() {
    assertThat(chunks("<|endoftext|> is text", token(50, 5)))
        .extracting(TextChunk::content)
        .containsExactly("<|endoftext|> is text");
  }

  private static ChunkSettings token(int size, int overlap) {
    return ChunkSettings.of(Strategy.TOKEN, size, overlap, null, null, null);
  }
}
