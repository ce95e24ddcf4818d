package dev.quern;

import java.util.List;

/**
 * A part of a list, oldest first, as REST shows it.
 *
 * @param total how many rows the whole list has
 * @param totalIsEstimate whether that is the planner's estimate, as there are too many to count
 */
public record Page<T>(List<T> items, long total, boolean totalIsEstimate, int limit, long offset) {

  /** One whose rows are all counted. */
  public Page(List<T> items, long total, int limit, long offset) {
    this(items, total, false, limit, offset);
  }

  /** The same page with its rows shown otherwise. */
  public <V> Page<V> with(List<V> views) {
    return new Page<>(views, total, totalIsEstimate, limit, offset);
  }

  /** The rows that were found for {@code paging}, out of {@code total}. */
  public static <T> Page<T> of(List<T> items, long total, Paging paging) {
    return of(items, total, false, paging);
  }

  /** The same, out of a total that may be an estimate. */
  public static <T> Page<T> of(List<T> items, long total, boolean totalIsEstimate, Paging paging) {
    return new Page<>(items, total, totalIsEstimate, paging.limit(), paging.offset());
  }
}
