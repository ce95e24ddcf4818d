package dev.quern.task.store;

import java.util.Map;

/**
 * The items of a task, chosen when it starts.
 *
 * @param sql a SELECT of one column named {@code id}, in the order of the items
 * @param parameters by name, as the SQL has them behind colons
 * @param weighed whether the SELECT has a second column {@code weight}, the amount that an item
 *     counts, such as the rows of a page, and a third {@code is_final_step}, true for at most one
 *     item, which has weight 0 and runs when all others have ended; the task completes only if it
 *     succeeds
 */
public record ItemQuery(String sql, Map<String, Object> parameters, boolean weighed) {

  /** Items that each count as one. */
  public ItemQuery(String sql, Map<String, Object> parameters) {
    this(sql, parameters, false);
  }
}
