package dev.quern.task.store;

import dev.quern.Usage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What the parts of a run hold of their task's budget, in {@code task_part}, and what dead ones
 * held, in {@code task}. Together with what is stored as used that is never more than the limits.
 */
@Repository
public class BudgetRepository {

  /** A limit that there is none of leaves more than anybody uses. */
  private static final String FREE =
      """
      select coalesce(t.max_tokens_total - t.input_tokens - t.output_tokens - t.lost_tokens
                  - held.tokens, 1000000000000000) as tokens,
          coalesce(t.max_cost - t.cost - t.lost_cost - held.cost, 1e12) as cost
      from task t, lateral (
          select coalesce(sum(held_tokens), 0)::bigint as tokens,
              coalesce(sum(held_cost), 0) as cost
          from task_part p where p.task_id = t.id) held
      where t.id = :task_id
      """;

  private static final String LOSE =
      """
      update task t set lost_part = true,
          lost_tokens = lost_tokens + coalesce(p.held_tokens, 0),
          lost_cost = lost_cost + case when p.held_tokens is null then 0 else p.held_cost end
      from task_part p
      where t.id = :task_id and p.task_id = t.id and p.part = :part
      """;

  private final JdbcClient jdbc;

  BudgetRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What nobody has used and no part holds. Call it while the task is locked. */
  public Usage free(String taskId) {
    return jdbc.sql(FREE)
        .param("task_id", taskId)
        .query((rs, n) -> new Usage(0, rs.getLong("tokens"), 0, rs.getDouble("cost"), 0))
        .single();
  }

  /** From here on a part holds this much, and not all that is left. */
  public void hold(String taskId, int part, Usage held) {
    write("held_tokens = :tokens, held_cost = :cost", taskId, part, held);
  }

  /** A part holds more by this much. */
  public void grant(String taskId, int part, Usage more) {
    write("held_tokens = held_tokens + :tokens, held_cost = held_cost + :cost", taskId, part, more);
  }

  /** What a part held is stored as used. */
  public void spend(String taskId, int part, Usage used) {
    write("held_tokens = held_tokens - :tokens, held_cost = held_cost - :cost", taskId, part, used);
  }

  private void write(String change, String taskId, int part, Usage amount) {
    jdbc.sql("update task_part set " + change + " where task_id = :task_id and part = :part")
        .param("task_id", taskId)
        .param("part", part)
        .param("tokens", amount.tokens())
        .param("cost", amount.cost())
        .update();
  }

  /** From here on a part holds all that is left. */
  public void holdAlone(String taskId, int part) {
    jdbc.sql(
            """
            update task_part set held_tokens = null, held_cost = 0
            where task_id = :task_id and part = :part
            """)
        .param("task_id", taskId)
        .param("part", part)
        .update();
  }

  /** Too little is left for several parts: those that do not lead leave, and none joins. */
  public void want(String taskId) {
    jdbc.sql("update task_part set wants = true where task_id = :task_id and leads and not wants")
        .param("task_id", taskId)
        .update();
  }

  /** What a part that is dead held counts as used, as it may be; its calls are not counted yet. */
  public void lose(String taskId, int part) {
    jdbc.sql(LOSE).param("task_id", taskId).param("part", part).update();
  }

  /**
   * Forgets what dead parts held, and says whether there were any: their calls are to be counted.
   */
  public boolean forgetLost(String taskId) {
    return jdbc.sql(
                """
                update task set lost_tokens = 0, lost_cost = 0, lost_part = false
                where id = :task_id and (lost_part or lost_tokens > 0 or lost_cost > 0)
                """)
            .param("task_id", taskId)
            .update()
        > 0;
  }
}
