package dev.quern.dataset.entry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A quote that a model gave in support of its answer, and its position. Offsets are Unicode code
 * points, the end is exclusive; all are null for a quote that was not found, and those in the chunk
 * for one that the chunk no longer contains.
 *
 * @param match how it was found: exact, normalized (but for white space, quotes, case and the
 *     like), fuzzy (nearly, with the same numbers) or unsupported (not at all)
 * @param chunkStart where it begins in the chunk's content
 * @param startOffset where it begins in the file's extracted text, as a chunk's own offsets say;
 *     also null if the chunk has been edited
 */
public record Evidence(
    String quote,
    String match,
    @Nullable Integer chunkStart,
    @Nullable Integer chunkEnd,
    @Nullable Long startOffset,
    @Nullable Long endOffset) {

  /** The {@code match} of a quote that was found letter by letter. */
  public static final String EXACT = "exact";

  /** The {@code match} of a quote that was not found. */
  public static final String UNSUPPORTED = "unsupported";

  /** The same quote at another place in the chunk. */
  Evidence at(@Nullable Integer start, @Nullable Integer end) {
    return new Evidence(quote, match, start, end, startOffset, endOffset);
  }

  /** Whether there is a quote and every quote was found; null if none was requested. */
  public static @Nullable Boolean supports(@Nullable List<Evidence> evidence) {
    return evidence == null
        ? null
        : !evidence.isEmpty() && evidence.stream().noneMatch(e -> e.match().equals(UNSUPPORTED));
  }
}
