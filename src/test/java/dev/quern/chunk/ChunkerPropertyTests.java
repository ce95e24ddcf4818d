package dev.quern.chunk;

import static dev.quern.chunk.ChunkAssertions.assertSound;
import static dev.quern.chunk.ChunkAssertions.chunks;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ChunkerPropertyTests {

  @Property(tries = 2000)
  void losesNothingAndCutsNoGrapheme(
      @ForAll("nasty") String text, @ForAll("settings") ChunkSettings settings) {
    assertSound(text, settings, chunks(text, settings));
  }

  @Property(tries = 500)
  void givesTheSameChunksHoweverTheTextArrives(
      @ForAll("nasty") String text, @ForAll("settings") ChunkSettings settings) {
    List<Chunk> whole = chunks(text, settings);

    assertThat(chunks(new DribblingReader(text), settings)).isEqualTo(whole);
  }

  @Provide
  Arbitrary<String> nasty() {
    return Texts.nasty();
  }

  @Provide
  Arbitrary<ChunkSettings> settings() {
    return Texts.settings();
  }
}
