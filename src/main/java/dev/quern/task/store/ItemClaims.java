package dev.quern.task.store;

import dev.quern.task.store.ItemRepository.PendingItem;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Claims open items for the parts of a run: the column {@code part} of {@code task_item}. A part
 * without a row in {@code task_part} cannot claim, so no item stays claimed by a part that has
 * ended.
 */
@Repository
public class ItemClaims {

  /** Locks the part's row, so that whoever removes the part waits and then sees its claims. */
  private static final String MY_PART =
      """
      with mine as materialized (
          select 1 from task_part where task_id = :task_id and part = :part for key share)
      """;

  private static final String TAKE =
      MY_PART
          + """
          , free as materialized (
              select task_id, seq from task_item
              where task_id = :task_id and seq > :after and state = 'pending' and part is null
                and not is_final_step and exists (select 1 from mine)
              order by seq limit :limit for update skip locked)
          , taken as (
              update task_item i set part = :part from free
              where i.task_id = free.task_id and i.seq = free.seq
              returning i.seq, i.ref, i.is_final_step, i.attempts, i.next_try_at, i.partial_state)
          select * from taken order by seq
          """;

  private static final String TAKE_BEGUN =
      MY_PART
          + """
          update task_item set part = :part
          where task_id = :task_id and seq <= :last and state = 'pending' and part is null
            and not is_final_step and exists (select 1 from mine)
          """;

  private static final String GIVE_BACK =
      """
      update task_item set part = null
      where task_id = :task_id and part = :part and part is not null and state = 'pending'
      """;

  private static final String GIVE_ALL_BACK =
      """
      update task_item set part = null
      where task_id = :task_id and part is not null and state = 'pending'
      """;

  private final JdbcClient jdbc;

  ItemClaims(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Claims the next free items in order, without the final step. */
  public List<PendingItem> take(String taskId, int part, int after, int limit) {
    return jdbc.sql(TAKE)
        .param("task_id", taskId)
        .param("part", part)
        .param("after", after)
        .param("limit", limit)
        .query(ItemRepository::pendingItem)
        .list();
  }

  /**
   * Claims all open items up to a place in the task: those that a part which had the run alone has
   * begun.
   */
  public void takeUpTo(String taskId, int part, int last) {
    jdbc.sql(TAKE_BEGUN).param("task_id", taskId).param("part", part).param("last", last).update();
  }

  /** Releases the open items that a part has claimed. */
  public void giveBack(String taskId, int part) {
    jdbc.sql(GIVE_BACK).param("task_id", taskId).param("part", part).update();
  }

  /** The same for all parts of a run. */
  public void giveAllBack(String taskId) {
    jdbc.sql(GIVE_ALL_BACK).param("task_id", taskId).update();
  }
}
