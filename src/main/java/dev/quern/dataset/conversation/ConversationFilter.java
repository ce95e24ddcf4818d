package dev.quern.dataset.conversation;

import dev.quern.dataset.RowFilter;
import dev.quern.dataset.WhereClause;
import dev.quern.dataset.warning.WarningFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which conversations of a project are wanted; what is null or empty filters nothing. */
public final class ConversationFilter implements RowFilter {

  private static final String MESSAGES =
      "(select string_agg(m ->> 'value', ' ') from jsonb_array_elements(v.messages) m)";

  private final WhereClause conditions;

  private ConversationFilter(WhereClause conditions) {
    this.conditions = conditions;
  }

  /** All conversations of the project. */
  public static ConversationFilter all(String projectId) {
    return new ConversationFilter(
        new WhereClause().and("v.project_id = :project_id", "project_id", projectId));
  }

  /** Files, one of which it came from, also where its chunk is gone. */
  public ConversationFilter withFiles(List<String> values) {
    return with("v.file_id = any(:file_ids)", "file_ids", values);
  }

  /** The chunk that it came from. */
  public ConversationFilter withChunk(@Nullable String value) {
    return with("v.chunk_id = :chunk_id", "chunk_id", value);
  }

  /** The question that it begins with. */
  public ConversationFilter withQuestion(@Nullable String value) {
    return with("v.question_id = :question_id", "question_id", value);
  }

  /** The model that generated it. */
  public ConversationFilter withModel(@Nullable String value) {
    return with("v.model = :model", "model", value);
  }

  /** Whether a person has confirmed it. */
  public ConversationFilter withConfirmed(@Nullable Boolean value) {
    return with("v.confirmed = :confirmed", "confirmed", value);
  }

  /** The language that was requested. */
  public ConversationFilter withLanguage(@Nullable String value) {
    return with("v.language = :language", "language", value);
  }

  /** Tags; all of them are required. */
  public ConversationFilter withTags(List<String> values) {
    return with("v.tags @> cast(:tags as text[])", "tags", values);
  }

  /** The task that made it. */
  public ConversationFilter withTask(@Nullable String value) {
    return with("v.task_id = :task_id", "task_id", value);
  }

  /** By their warnings. */
  public ConversationFilter withWarnings(WarningFilter warned) {
    return new ConversationFilter(conditions.copy().warned("v.warnings", warned));
  }

  /** A text that one of its messages holds, ignoring case. */
  public ConversationFilter withText(@Nullable String text) {
    return new ConversationFilter(conditions.copy().contains(text, MESSAGES));
  }

  private ConversationFilter with(String condition, String name, @Nullable Object value) {
    return new ConversationFilter(conditions.copy().and(condition, name, value));
  }

  @Override
  public WhereClause where() {
    return conditions;
  }

  @Override
  public String toString() {
    return conditions.sql() + " " + conditions.values();
  }
}
