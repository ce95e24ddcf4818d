package dev.quern.tasktype.datadistillation.duplicates;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.quern.error.FieldChecks;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of data-distillation.
 *
 * @param removeDuplicates whether to remove entries with the same question as another one
 * @param keepFirst whether to keep the oldest duplicate instead of the newest
 * @param nearDuplicates the least similarity of near-duplicates, above 0, up to 1: the words of
 *     question and answer in both entries divided by those in either (Jaccard); null to search for
 *     none
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

  /** Whether duplicates are searched for. */
  public boolean looksForDuplicates() {
    return Boolean.TRUE.equals(removeDuplicates) || nearDuplicates != null;
  }
}
