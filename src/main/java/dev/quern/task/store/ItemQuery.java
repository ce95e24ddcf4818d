package dev.quern.task.store;

import java.util.Map;

/**
 * The items of a task, chosen when it starts.
 *
 * @param sql a SELECT of one column named {@code id}, in the order of the items
 * @param parameters by name, as the SQL has them behind colons
 * @param weighed whether the SELECT has a second column {@code weight}, as how much an item counts,
 *     such as the rows of a page, and a third {@code is_final_step}, true for one item at most,
 *     which comes last with weight 0: it is given out when all others have ended, and without it
 *     the task does not complete
 */
public record ItemQuery(String sql, Map<String, Object> parameters, boolean weighed) {

  /** Items that count as one each. */
  public ItemQuery(String sql, Map<String, Object> parameters) {
    this(sql, parameters, false);
  }
}
