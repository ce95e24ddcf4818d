package dev.quern.dataset.entry;

import dev.quern.dataset.ResultFilter;
import dev.quern.dataset.WhereClause;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which entries of a project are wanted; what is null or empty filters nothing. */
public final class EntryFilter extends ResultFilter<EntryFilter> {

  private EntryFilter(WhereClause conditions) {
    super("e", conditions);
  }

  /** All entries of the project. */
  public static EntryFilter all(String projectId) {
    return new EntryFilter(ofProject("e", projectId));
  }

  /** Files, one of which the entry came from, also where its chunk is gone. */
  public EntryFilter withFiles(List<String> values) {
    return with("e.file_id = any(:file_ids)", "file_ids", values);
  }

  /** The chunk that it came from. */
  public EntryFilter withChunk(@Nullable String value) {
    return equal("chunk_id", value);
  }

  /** The label of its question. */
  public EntryFilter withLabel(@Nullable String value) {
    return with("e.question_label = :label", "label", value);
  }

  /** The least score, 0 to 5; entries without a score do not pass. */
  public EntryFilter withMinScore(@Nullable BigDecimal value) {
    return with("e.score >= :min_score", "min_score", value);
  }

  /** Whether all its evidence was found; entries without requested evidence do not pass. */
  public EntryFilter withSupported(@Nullable Boolean value) {
    return equal("supported", value);
  }

  /** A text that question or answer holds, ignoring case. */
  public EntryFilter withText(@Nullable String text) {
    return new EntryFilter(
        conditions.copy().contains(text, "dataset_entry e", "e.question", "e.answer"));
  }

  @Override
  protected EntryFilter of(WhereClause changed) {
    return new EntryFilter(changed);
  }

  @Override
  public WhereClause where() {
    return conditions.copy().flag(true, "e.removed_at is null", "");
  }

  WhereClause whereRemoved(@Nullable String removedBy) {
    return conditions
        .copy()
        .flag(true, "e.removed_at is not null", "")
        .and("e.removed_by = :removed_by", "removed_by", removedBy);
  }
}
