package dev.quern.chunk;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The settings of splitting; the constructor checks them. Sizes are Unicode code points, for {@link
 * Strategy#TOKEN} tokens of the o200k vocabulary.
 *
 * @param strategy how to split
 * @param chunkSize the most that a chunk holds (1 to {@value #MAX_SIZE}); not used by markdown
 * @param overlap the most that a chunk repeats of the one before, less than {@code chunkSize}; not
 *     used by markdown and delimiter
 * @param delimiter the literal string that {@link Strategy#DELIMITER} splits at (up to {@value
 *     #MAX_DELIMITER} characters), otherwise ignored
 * @param minLength up to where markdown merges small sections
 * @param maxLength the most that a chunk of markdown holds (up to {@value #MAX_SIZE})
 */
public record ChunkSettings(
    @JsonProperty("strategy") Strategy strategy,
    @JsonProperty("chunk_size") int chunkSize,
    @JsonProperty("overlap") int overlap,
    @JsonProperty("delimiter") @Nullable String delimiter,
    @JsonProperty("min_length") int minLength,
    @JsonProperty("max_length") int maxLength) {

  static final int MAX_SIZE = 1_000_000;
  static final int MAX_DELIMITER = 1_000;

  private static final int CHUNK_SIZE = 1500;
  private static final int OVERLAP = 200;
  private static final int MIN_LENGTH = 1500;
  private static final int MAX_LENGTH = 2000;

  /**
   * Checks every field; throws {@link InvalidChunkSettingsException} for the first one at fault.
   */
  public ChunkSettings {
    requireRange("chunk_size", chunkSize, 1, MAX_SIZE);
    if (overlap < 0 || overlap >= chunkSize) {
      throw InvalidChunkSettingsException.of(
          "overlap",
          "must be 0 or more and less than chunk_size (%d), not %d".formatted(chunkSize, overlap));
    }
    requireRange("max_length", maxLength, 1, MAX_SIZE);
    requireRange("min_length", minLength, 1, MAX_SIZE);
    if (minLength > maxLength) {
      throw InvalidChunkSettingsException.of(
          "max_length",
          "(%d) is smaller than min_length (%d); give a larger one"
              .formatted(maxLength, minLength));
    }
    if (strategy == Strategy.DELIMITER && (delimiter == null || delimiter.isEmpty())) {
      throw InvalidChunkSettingsException.of(
          "delimiter", "is required by the strategy \"delimiter\" and must not be empty");
    }
    if (delimiter != null && delimiter.length() > MAX_DELIMITER) {
      throw InvalidChunkSettingsException.of(
          "delimiter", "must be at most %d characters long".formatted(MAX_DELIMITER));
    }
  }

  /** The defaults: {@link Strategy#AUTO}, 1500, 200, no delimiter, 1500, 2000. */
  public static ChunkSettings defaults() {
    return of(null, null, null, null, null, null);
  }

  /**
   * Replaces missing values by defaults that fit the given ones: the default overlap of a chunk
   * size below 1000 is a fifth of it, and the default min_length is never above max_length. A
   * min_length above the default max_length is refused, because the size of chunks should not be
   * guessed.
   */
  @JsonCreator
  public static ChunkSettings of(
      @JsonProperty("strategy") @Nullable Strategy strategy,
      @JsonProperty("chunk_size") @Nullable Integer chunkSize,
      @JsonProperty("overlap") @Nullable Integer overlap,
      @JsonProperty("delimiter") @Nullable String delimiter,
      @JsonProperty("min_length") @Nullable Integer minLength,
      @JsonProperty("max_length") @Nullable Integer maxLength) {
    int size = chunkSize == null ? CHUNK_SIZE : chunkSize;
    int max = maxLength == null ? MAX_LENGTH : maxLength;
    return new ChunkSettings(
        strategy == null ? Strategy.AUTO : strategy,
        size,
        overlap == null ? Math.max(0, Math.min(OVERLAP, size / 5)) : overlap,
        delimiter,
        minLength == null ? Math.max(1, Math.min(MIN_LENGTH, max)) : minLength,
        max);
  }

  private static void requireRange(String field, int value, int min, int max) {
    if (value < min || value > max) {
      throw InvalidChunkSettingsException.of(
          field, "must be from %d to %d, not %d".formatted(min, max, value));
    }
  }
}
