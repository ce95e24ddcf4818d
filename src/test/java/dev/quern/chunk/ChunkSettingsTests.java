package dev.quern.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkSettingsTests {

  private final ObjectMapper json = new ObjectMapper();

  @Test
  void readsItsJsonAndFillsInTheDefaults() throws JsonProcessingException {
    assertThat(json.readValue("{}", ChunkSettings.class))
        .isEqualTo(new ChunkSettings(Strategy.AUTO, 1500, 200, null, 1500, 2000));
    assertThat(
            json.readValue("{\"strategy\":\"markdown\",\"max_length\":900}", ChunkSettings.class))
        .isEqualTo(new ChunkSettings(Strategy.MARKDOWN, 1500, 200, null, 900, 900));
    assertThat(json.readValue("{\"chunk_size\":100}", ChunkSettings.class).overlap()).isEqualTo(20);
  }

  @Test
  void doesNotGuessHowLargeAChunkMayGet() {
    assertThatThrownBy(() -> ChunkSettings.of(null, null, null, null, 3000, null))
        .hasMessage("max_length (2000) is smaller than min_length (3000); give a larger one");
  }

  @Test
  void writesWhatItReads() throws JsonProcessingException {
    ChunkSettings settings = new ChunkSettings(Strategy.DELIMITER, 10, 0, "--", 1, 2);
    String written = json.writeValueAsString(settings);

    assertThat(written).contains("\"strategy\":\"delimiter\"", "\"chunk_size\":10");
    assertThat(json.readValue(written, ChunkSettings.class)).isEqualTo(settings);
  }

  @Test
  void refusesFieldsItDoesNotKnow() {
    json.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    assertThatThrownBy(() -> json.readValue("{\"size\":1}", ChunkSettings.class))
        .isInstanceOf(UnrecognizedPropertyException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "auto, 0, 0, , 1, 1, chunk_size",
    "auto, 1000001, 0, , 1, 1, chunk_size",
    "auto, 100, 100, , 1, 1, overlap",
    "auto, 100, -1, , 1, 1, overlap",
    "markdown, 100, 0, , 0, 10, min_length",
    "markdown, 100, 0, , 11, 10, max_length",
    "markdown, 100, 0, , 1000001, 1000000, min_length",
    "markdown, 100, 0, , 1, 0, max_length",
    "delimiter, 100, 0, , 1, 1, delimiter",
    "delimiter, 100, 0, '', 1, 1, delimiter"
  })
  void namesTheFieldAtFault(
      String strategy, int size, int overlap, String delimiter, int min, int max, String field) {
    Strategy wanted = Strategy.valueOf(strategy.toUpperCase(Locale.ROOT));

    assertThatThrownBy(() -> new ChunkSettings(wanted, size, overlap, delimiter, min, max))
        .isInstanceOfSatisfying(
            InvalidChunkSettingsException.class, e -> assertThat(e.field()).isEqualTo(field))
        .hasMessageStartingWith(field + " ");
  }
}
