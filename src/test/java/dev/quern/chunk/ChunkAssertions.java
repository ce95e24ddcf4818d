package dev.quern.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

/** What is true of the chunks of every text with every setting. */
final class ChunkAssertions {

  static final Encoding O200K =
      Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

  private ChunkAssertions() {}

  static List<TextChunk> chunks(String text, ChunkSettings settings) {
    return chunks(new StringReader(text), settings);
  }

  static List<TextChunk> chunks(Reader text, ChunkSettings settings) {
    List<TextChunk> chunks = new ArrayList<>();
    new Chunker().chunks(text, settings).forEachRemaining(chunks::add);
    return chunks;
  }

  static List<String> contents(String text, ChunkSettings settings) {
    return chunks(text, settings).stream().map(TextChunk::content).toList();
  }

  static void assertSound(String text, ChunkSettings settings, List<TextChunk> chunks) {
    int end = 0;
    int start = -1;
    for (int i = 0; i < chunks.size(); i++) {
      TextChunk chunk = chunks.get(i);
      int from = text.offsetByCodePoints(0, (int) chunk.startOffset());
      int to = text.offsetByCodePoints(0, (int) chunk.endOffset());
      assertThat(chunk.index()).isEqualTo(i);
      assertThat(chunk.content()).isEqualTo(text.substring(from, to)).isNotBlank();
      assertThat(from).isGreaterThan(start);
      assertThat(to).isGreaterThan(end);
      if (from > end) {
        assertGap(text.substring(end, from), settings);
      } else {
        assertOverlap(text.substring(from, end), settings);
      }
      assertWholeGraphemes(text, from, to);
      assertThat(fits(chunk.content(), settings) || isOneGrapheme(chunk.content()))
          .as("size of %s", chunk)
          .isTrue();
      start = from;
      end = to;
    }
    assertGap(text.substring(end), settings);
  }

  private static void assertGap(String gap, ChunkSettings settings) {
    String rest =
        settings.strategy() == Strategy.DELIMITER ? gap.replace(settings.delimiter(), "") : gap;
    assertThat(
            rest.codePoints()
                .allMatch(c -> Character.isWhitespace(c) || UCharacter.isUWhiteSpace(c)))
        .as("only white space in \"%s\"", gap)
        .isTrue();
  }

  private static void assertOverlap(String overlap, ChunkSettings settings) {
    int max =
        switch (settings.strategy()) {
          case MARKDOWN, DELIMITER -> 0;
          case AUTO, RECURSIVE, TOKEN -> settings.overlap();
        };
    assertThat(size(overlap, settings)).isLessThanOrEqualTo(max);
  }

  private static void assertWholeGraphemes(String text, int from, int to) {
    BreakIterator graphemes = BreakIterator.getCharacterInstance(ULocale.ROOT);
    graphemes.setText(text);
    assertThat(graphemes.isBoundary(from)).as("a grapheme starts at %d", from).isTrue();
    assertThat(graphemes.isBoundary(to)).as("a grapheme ends at %d", to).isTrue();
  }

  private static boolean isOneGrapheme(String content) {
    BreakIterator graphemes = BreakIterator.getCharacterInstance(ULocale.ROOT);
    graphemes.setText(content);
    return graphemes.next() == content.length();
  }

  private static boolean fits(String content, ChunkSettings settings) {
    return size(content, settings)
        <= (settings.strategy() == Strategy.MARKDOWN ? settings.maxLength() : settings.chunkSize());
  }

  private static int size(String content, ChunkSettings settings) {
    return settings.strategy() == Strategy.TOKEN
        ? O200K.countTokensOrdinary(content)
        : content.codePointCount(0, content.length());
  }
}
