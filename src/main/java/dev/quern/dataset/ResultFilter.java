package dev.quern.dataset;

import dev.quern.dataset.warning.WarningFilter;
import java.util.List;
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
