package dev.quern.dataset.entry;

import dev.quern.dataset.ResultFilter;
import dev.quern.dataset.WhereClause;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which entries of a project are wanted; what is null or empty filters nothing. */
public final class EntryFilter extends ResultFilter<EntryFilter> {

  private static final Map<String, String> ORIGINS =
      Map.of(
          "file_ids", "e.file_id = any(:of_file_ids)",
          "chunk_ids", "e.chunk_id = any(:of_chunk_ids)",
          "question_ids", "e.question_id = any(:of_question_ids)",
          "dataset_ids", "e.id = any(:of_dataset_ids)");

  private EntryFilter(WhereClause conditions) {
    super("e", conditions);
  }

  /** All entries of the project. */
  public static EntryFilter all(String projectId) {
    return new EntryFilter(ofProject("e", projectId));
  }

  /** The chunk that it came from. */
  public EntryFilter withChunk(@Nullable String value) {
    return equal("chunk_id", value);
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
  protected Map<String, String> origins() {
    return ORIGINS;
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
