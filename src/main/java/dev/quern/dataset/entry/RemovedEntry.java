package dev.quern.dataset.entry;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry that cleaning or a person took out of lists and exports.
 *
 * @param removedBy the task; null where a person removed it
 * @param removedReason same_question, near_duplicate or by_hand
 * @param duplicateOf the entry that stayed; null where a person removed it
 * @param similarity the number of words in both divided by the number of words in either (Jaccard),
 *     0 to 1; null for the same question
 */
public record RemovedEntry(
    @JsonUnwrapped Entry entry,
    Instant removedAt,
    @Nullable String removedBy,
    String removedReason,
    @Nullable String duplicateOf,
    @Nullable BigDecimal similarity) {

  /** The entry's id. */
  public String id() {
    return entry.id();
  }
}
