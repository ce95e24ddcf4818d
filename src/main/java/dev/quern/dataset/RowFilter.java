package dev.quern.dataset;

import org.jspecify.annotations.Nullable;

/**
 * Which rows of a project are meant. It never changes: each {@code with} returns a new one, and
 * what is null or empty filters nothing.
 *
 * @param <F> the filter itself
 */
public abstract class RowFilter<F extends RowFilter<F>> {

  /** The alias of the table in the statements. */
  protected final String alias;

  protected final WhereClause conditions;

  protected RowFilter(String alias, WhereClause conditions) {
    this.alias = alias;
    this.conditions = conditions;
  }

  /** The condition that all rows of a project pass. */
  protected static WhereClause ofProject(String alias, String projectId) {
    return new WhereClause().and(alias + ".project_id = :project_id", "project_id", projectId);
  }

  /** A filter of this kind with these conditions. */
  protected abstract F of(WhereClause changed);

  /** The same with one more condition, unless the value is null or empty. */
  protected final F with(String condition, String name, @Nullable Object value) {
    return of(conditions.copy().and(condition, name, value));
  }

  /** The same with {@code column = value}, unless the value is null. */
  protected final F equal(String column, @Nullable Object value) {
    return with(alias + "." + column + " = :" + column, column, value);
  }

  /** The task that made it. */
  public final F withTask(@Nullable String value) {
    return equal("task_id", value);
  }

  public WhereClause where() {
    return conditions;
  }

  @Override
  public final String toString() {
    return conditions.sql() + " " + conditions.values();
  }
}
