package dev.quern.dataset.entry;

import dev.quern.dataset.RowFilter;
import dev.quern.dataset.WhereClause;
import dev.quern.dataset.warning.WarningFilter;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which entries of a project are wanted; what is null or empty filters nothing. */
public final class EntryFilter implements RowFilter {

  private final WhereClause conditions;

  private EntryFilter(WhereClause conditions) {
    this.conditions = conditions;
  }

  /** All entries of the project. */
  public static EntryFilter all(String projectId) {
    return new EntryFilter(
        new WhereClause().and("e.project_id = :project_id", "project_id", projectId));
  }

  /** Files, one of which the entry came from, also where its chunk is gone. */
  public EntryFilter withFiles(List<String> values) {
    return with("e.file_id = any(:file_ids)", "file_ids", values);
  }

  /** The chunk that it came from. */
  public EntryFilter withChunk(@Nullable String value) {
    return with("e.chunk_id = :chunk_id", "chunk_id", value);
  }

  /** The question that it answers. */
  public EntryFilter withQuestion(@Nullable String value) {
    return with("e.question_id = :question_id", "question_id", value);
  }

  /** The label of its question. */
  public EntryFilter withLabel(@Nullable String value) {
    return with("e.question_label = :label", "label", value);
  }

  /** The model that answered. */
  public EntryFilter withModel(@Nullable String value) {
    return with("e.model = :model", "model", value);
  }

  /** The least score, 0 to 5; entries without a score do not pass. */
  public EntryFilter withMinScore(@Nullable BigDecimal value) {
    return with("e.score >= :min_score", "min_score", value);
  }

  /** Whether a person has confirmed it. */
  public EntryFilter withConfirmed(@Nullable Boolean value) {
    return with("e.confirmed = :confirmed", "confirmed", value);
  }

  /** Whether all its evidence was found; entries without requested evidence do not pass. */
  public EntryFilter withSupported(@Nullable Boolean value) {
    return with("e.supported = :supported", "supported", value);
  }

  /** The language that was requested. */
  public EntryFilter withLanguage(@Nullable String value) {
    return with("e.language = :language", "language", value);
  }

  /** Tags; all of them are required. */
  public EntryFilter withTags(List<String> values) {
    return with("e.tags @> cast(:tags as text[])", "tags", values);
  }

  /** The task that made it. */
  public EntryFilter withTask(@Nullable String value) {
    return with("e.task_id = :task_id", "task_id", value);
  }

  /** By their warnings. */
  public EntryFilter withWarnings(WarningFilter warned) {
    return new EntryFilter(conditions.copy().warned("e.warnings", warned));
  }

  /** A text that question or answer holds, ignoring case. */
  public EntryFilter withText(@Nullable String text) {
    return new EntryFilter(conditions.copy().contains(text, "e.question", "e.answer"));
  }

  private EntryFilter with(String condition, String name, @Nullable Object value) {
    return new EntryFilter(conditions.copy().and(condition, name, value));
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

  @Override
  public String toString() {
    return conditions.sql() + " " + conditions.values();
  }
}
