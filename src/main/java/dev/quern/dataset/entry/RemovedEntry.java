package dev.quern.dataset.entry;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry that cleaning took out of lists and exports.
 *
 * @param removedBy the task
 * @param removedReason same_question or near_duplicate
 * @param duplicateOf the entry that stayed
 * @param similarity the share of words that both have, of those that one of them has, 0 to 1; null
 *     for the same question
 */
public record RemovedEntry(
    @JsonUnwrapped Entry entry,
    Instant removedAt,
    String removedBy,
    String removedReason,
    String duplicateOf,
    @Nullable BigDecimal similarity) {}
