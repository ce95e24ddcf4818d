package dev.quern.tasktype.datadistillation.duplicates;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.quern.error.FieldChecks;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of data-distillation.
 *
 * @param removeDuplicates whether entries go whose question another one has too
 * @param keepFirst whether of duplicates the oldest stays, and not the newest
 * @param nearDuplicates from which similarity on entries are duplicates, more than 0 to 1: the
 *     share of words of question and answer that both have, of those that one of them has
 *     (Jaccard); null where they are not looked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DistillationConfig(
    @Nullable Boolean removeDuplicates,
    @Nullable Boolean keepFirst,
    @Nullable Double nearDuplicates) {

  public DistillationConfig {
    removeDuplicates = Boolean.TRUE.equals(removeDuplicates);
    keepFirst = !Boolean.FALSE.equals(keepFirst);
    new FieldChecks()
        .that(
            nearDuplicates == null || nearDuplicates > 0 && nearDuplicates <= 1,
            "near_duplicates",
            "must be more than 0, where every entry would be a duplicate, and at most 1")
        .done();
  }

  /** Whether any duplicates are looked for. */
  public boolean looksForDuplicates() {
    return Boolean.TRUE.equals(removeDuplicates) || nearDuplicates != null;
  }
}
