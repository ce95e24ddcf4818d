package dev.quern.dataset;

import dev.quern.dataset.warning.WarningFilter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which results of a model are meant that answer a question, of the columns that all have.
 *
 * @param <F> the filter itself
 */
public abstract class ResultFilter<F extends ResultFilter<F>> extends RowFilter<F> {

  protected ResultFilter(String alias, WhereClause conditions) {
    super(alias, conditions);
  }

  /** Files, one of which it came from, also where its chunk is gone. */
  public F withFiles(List<String> values) {
    return with(alias + ".file_id = any(:file_ids)", "file_ids", values);
  }

  /** Rows, one of which it came from: ids by the field names of a task's input. */
  public final F withOrigins(Map<String, List<String>> ids) {
    return of(ids.isEmpty() ? conditions : conditions.copy().any(origins(), ids));
  }

  /**
   * What makes a row come from others: the condition by the field of a task's input, whose ids it
   * has as {@code :of_FIELD}.
   */
  protected abstract Map<String, String> origins();

  /** The label of its question. */
  public F withLabel(@Nullable String value) {
    return with(alias + ".question_label = :label", "label", value);
  }

  /** The question that it answers or begins with. */
  public final F withQuestion(@Nullable String value) {
    return equal("question_id", value);
  }

  /** The model that generated it. */
  public final F withModel(@Nullable String value) {
    return equal("model", value);
  }

  /** Whether a person has confirmed it. */
  public final F withConfirmed(@Nullable Boolean value) {
    return equal("confirmed", value);
  }

  /** The language that was requested. */
  public final F withLanguage(@Nullable String value) {
    return equal("language", value);
  }

  /** Tags; all of them are required. */
  public final F withTags(List<String> values) {
    return with(alias + ".tags @> cast(:tags as text[])", "tags", values);
  }

  /** By their warnings. */
  public final F withWarnings(WarningFilter warned) {
    return of(conditions.copy().warned(alias + ".warnings", warned));
  }
}
