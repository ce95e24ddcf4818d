package dev.quern;

import java.util.List;

/**
 * A part of a list, oldest first, as REST shows it.
 *
 * @param total how many rows the whole list has
 */
public record Page<T>(List<T> items, long total, int limit, long offset) {

  /** The rows that were found for {@code paging}, out of {@code total}. */
  public static <T> Page<T> of(List<T> items, long total, Paging paging) {
    return new Page<>(items, total, paging.limit(), paging.offset());
  }
}
