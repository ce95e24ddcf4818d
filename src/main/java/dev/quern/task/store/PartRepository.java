package dev.quern.task.store;

import dev.quern.transaction.IdleTransactionLimit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code task_part}: the parts of runs. All times are the database's. */
@Repository
public class PartRepository {

  /** A part counts as silent after this many missed heartbeats. */
  private static final int BEATS = 4;

  private static final String COLUMNS =
      """
      part, node, leads, claims, places, stop, stop_reason, beat_at, wants,
      held_tokens is not null as shares_budget,
      beat_at < clock_timestamp() - :silent * interval '1 millisecond' as silent
      """;

  private static final String OF =
      "select " + COLUMNS + " from task_part where task_id = :task_id order by leads desc, part";

  /**
   * Limits lock waits and idle transactions, because a node that waits for a lock sends no
   * heartbeat.
   */
  private static final String SHORTLY =
      "select set_config('lock_timeout', '1s', true), " + IdleTransactionLimit.CONDITION;

  /**
   * The advisory lock for dividing the places of a task. It is not a row lock, because ends and
   * removals lock the rows.
   */
  private static final String DIVIDE = "select pg_advisory_xact_lock(:lock, hashtext(:task_id))";

  private static final int DIVIDE_LOCK = 0x7061_7274;

  private static final String ADD =
      """
      insert into task_part (task_id, part, node, leads, claims, places, held_tokens, held_cost)
      values (:task_id, :part, :node, :leads, :claims, :places, case when :claims then 0 end, 0)
      """;

  private static final String JOINABLE =
      """
      select t.id from task t join task_part p on p.task_id = t.id and p.leads
      where t.state = 'running' and t.task_type = any(:known)
        and not p.wants
        and (t.max_tokens_total is null and t.max_cost is null or p.held_cost is not null)
        and p.node <> :node and p.stop is null
        and p.beat_at > clock_timestamp() - :silent * interval '1 millisecond'
        and t.detail ->> 'waiting_for' is null
        and not exists (select 1 from task_part m where m.task_id = t.id and m.node = :node)
        and not exists (
            select 1 from scheduled_tasks s
            where not s.picked and s.execution_time <= now() and s.task_name = any(:known))
      order by t.priority desc, t.start_time, t.id
      """;

  private static final String FREE_ITEMS =
      """
      select count(*) from (
          select 1 from task_item where task_id = :task_id and state = 'pending' and part is null
          limit :max) free
      """;

  private final JdbcClient jdbc;

  PartRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The parts of a task's run, the one that leads first.
   *
   * @param beat the interval of heartbeats
   */
  public List<RunPart> of(String taskId, Duration beat) {
    return jdbc.sql(OF)
        .param("task_id", taskId)
        .param("silent", silent(beat))
        .query(PartRepository::read)
        .list();
  }

  private static long silent(Duration beat) {
    return beat.multipliedBy(BEATS).toMillis();
  }

  private static RunPart read(ResultSet rs, int row) throws SQLException {
    return new RunPart(
        rs.getInt("part"),
        rs.getString("node"),
        rs.getBoolean("leads"),
        rs.getBoolean("claims"),
        rs.getInt("places"),
        rs.getString("stop"),
        rs.getString("stop_reason"),
        rs.getTimestamp("beat_at").toInstant(),
        rs.getBoolean("shares_budget"),
        rs.getBoolean("wants"),
        rs.getBoolean("silent"));
  }

  /** Limits lock waits of this transaction to a second. */
  public void waitShortly() {
    jdbc.sql(SHORTLY).query((rs, n) -> true).single();
  }

  /** Keeps other nodes from dividing the places of that task until the transaction ends. */
  public void holdPlaces(String taskId) {
    jdbc.sql(DIVIDE)
        .param("lock", DIVIDE_LOCK)
        .param("task_id", taskId)
        .query((rs, n) -> true)
        .single();
  }

  public void add(String taskId, int part, String node, boolean leads, boolean claims, int places) {
    jdbc.sql(ADD)
        .param("task_id", taskId)
        .param("part", part)
        .param("node", node)
        .param("leads", leads)
        .param("claims", claims)
        .param("places", places)
        .update();
  }

  /** Writes the heartbeat of a part and its rate in items per second. */
  public void beat(String taskId, int part, double rate) {
    jdbc.sql(
            """
            update task_part set beat_at = clock_timestamp(), rate = :rate
            where task_id = :task_id and part = :part
            """)
        .param("task_id", taskId)
        .param("part", part)
        .param("rate", rate)
        .update();
  }

  public void changePlaces(String taskId, int part, int places) {
    jdbc.sql("update task_part set places = :places where task_id = :task_id and part = :part")
        .param("task_id", taskId)
        .param("part", part)
        .param("places", places)
        .update();
  }

  /** Records that a part claims its items from now on, and its number of places. */
  public void startClaiming(String taskId, int part, int places) {
    jdbc.sql(
            """
            update task_part set claims = true, places = :places
            where task_id = :task_id and part = :part
            """)
        .param("task_id", taskId)
        .param("part", part)
        .param("places", places)
        .update();
  }

  /** Tells all parts of a run to stop, through the leader's row; the first reason stays. */
  public void stopAll(String taskId, String stop, @Nullable String reason) {
    jdbc.sql(
            """
            update task_part set stop = :stop, stop_reason = :reason
            where task_id = :task_id and leads and stop is null
            """)
        .param("task_id", taskId)
        .param("stop", stop)
        .param("reason", reason)
        .update();
  }

  /** Removes a part, and returns whether it existed; after this transaction it cannot write. */
  public boolean remove(String taskId, int part) {
    return jdbc.sql("delete from task_part where task_id = :task_id and part = :part")
            .param("task_id", taskId)
            .param("part", part)
            .update()
        == 1;
  }

  /** Removes a part that has sent no heartbeat since it was read. */
  public boolean removeSilent(String taskId, RunPart part) {
    return jdbc.sql(
                """
                delete from task_part
                where task_id = :task_id and part = :part and beat_at = :beat_at
                """)
            .param("task_id", taskId)
            .param("part", part.number())
            .param("beat_at", Timestamp.from(part.beatAt()))
            .update()
        == 1;
  }

  /** Removes all parts, and returns whether there were any. */
  public boolean removeAll(String taskId) {
    return jdbc.sql("delete from task_part where task_id = :task_id")
            .param("task_id", taskId)
            .update()
        > 0;
  }

  /** The tasks in whose runs a node has a non-leading part. */
  public List<String> joinedBy(String node) {
    return jdbc.sql("select task_id from task_part where node = :node and not leads")
        .param("node", node)
        .query(String.class)
        .list();
  }

  /**
   * Tasks that run on other nodes, of a version that divides budgets where they have one, and have
   * enough of their budgets left, none while a task waits for its turn.
   *
   * @param types that this node knows
   */
  public List<String> joinable(String node, List<String> types, Duration beat) {
    return jdbc.sql(JOINABLE)
        .param("node", node)
        .param("known", types.toArray(String[]::new))
        .param("silent", silent(beat))
        .query(String.class)
        .list();
  }

  public int count(String taskId) {
    return jdbc.sql("select count(*) from task_part where task_id = :task_id")
        .param("task_id", taskId)
        .query(Integer.class)
        .single();
  }

  /** Open items of a task that no part has taken, counted up to a number. */
  public int countFree(String taskId, int max) {
    return jdbc.sql(FREE_ITEMS)
        .param("task_id", taskId)
        .param("max", max)
        .query(Integer.class)
        .single();
  }
}
