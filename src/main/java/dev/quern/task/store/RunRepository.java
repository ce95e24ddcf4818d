package dev.quern.task.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.Usage;
import dev.quern.task.model.IllegalMoveException;
import dev.quern.task.model.Task;
import dev.quern.task.model.TaskFilter;
import dev.quern.task.model.TaskState;
import dev.quern.transaction.IdleTransactionLimit;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads and writes what a run needs in its task's row: the epoch, the counts and the fence. */
@Repository
public class RunRepository {

  private static final String BEGIN =
      """
      update task set state = 'running', epoch = epoch + 1, crashes = :crashes, note = null,
          start_time = coalesce(start_time, now()), end_time = null, update_at = now(),
          deadline = coalesce(deadline, now() + max_duration), reopen_after = null
      where id = :id and (state = any(:from) or state = 'running')
      """;

  private static final String LISTED =
      """
      update task set listed = true, total_count = :total, update_at = now() where id = :id
      """;

  private static final String REOPENED =
      """
      update task set failed_count = failed_count - :weight, reopen_after = :last, update_at = now()
      where id = :id
      """;

  private static final String COUNT =
      """
      update task set completed_count = completed_count + :done,
          failed_count = failed_count + :failed, calls = calls + :calls,
          input_tokens = input_tokens + :input_tokens, output_tokens = output_tokens + :output_tokens,
          cost = cost + :cost, saved_calls = saved_calls + :saved_calls,
          detail = detail || cast(:detail as jsonb), update_at = now()
      where id = :id
      """;

  private static final String RAISE =
      """
      update task set calls = greatest(calls, :calls),
          input_tokens = greatest(input_tokens, :input_tokens),
          output_tokens = greatest(output_tokens, :output_tokens), cost = greatest(cost, :cost),
          saved_calls = greatest(saved_calls, :saved_calls)
      where id = :id
      """;

  private static final String TELL =
      """
      update task set detail = detail || cast(:detail as jsonb), update_at = now()
      where id = :id and state = 'running'
        and exists (select 1 from task_part p where p.task_id = task.id and p.part = :part)
      """;

  /**
   * Checks both rows again after waiting for their locks, because another transaction may have
   * removed the part.
   */
  private static final String FENCE =
      """
      select 1 from task t join task_part p on p.task_id = t.id
      where t.id = :id and p.part = :part and t.state not in\
      """
          + " "
          + StateLists.ENDED
          + " and "
          + IdleTransactionLimit.CONDITION
          + " for no key update of t for key share of p";

  private static final String STATES =
      """
      select id, state, epoch, parallelism, coalesce(deadline < now(), false) as overdue
      from task where id = any(:ids)
      """;

  private final JdbcClient jdbc;

  RunRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Moves a task to running, if its state allows that; a task whose process died already is
   * running.
   *
   * @throws IllegalMoveException when it is in no such state
   */
  public void begin(Task task, int crashes) {
    int begun =
        jdbc.sql(BEGIN)
            .param("id", task.id())
            .param("crashes", crashes)
            .param("from", TaskFilter.statesBefore(TaskState.RUNNING))
            .update();
    if (begun == 0) {
      throw IllegalMoveException.of(task.id(), task.state(), TaskState.RUNNING);
    }
  }

  /** Counts a crash of the process that led a run which continues. */
  public void countCrash(String id) {
    jdbc.sql("update task set crashes = crashes + 1 where id = :id").param("id", id).update();
  }

  public void forgetCrashes(String id) {
    jdbc.sql("update task set crashes = 0 where id = :id").param("id", id).update();
  }

  public void listed(String id, long total) {
    jdbc.sql(LISTED).param("id", id).param("total", total).update();
  }

  /** Counts failed items that were opened again, and remembers where the next ones are. */
  public void reopened(String id, ItemRepository.Reopened page) {
    jdbc.sql(REOPENED)
        .param("id", id)
        .param("weight", page.weight())
        .param("last", page.last())
        .update();
  }

  public void count(String id, long done, long failed, Usage usage, ObjectNode detail) {
    jdbc.sql(COUNT)
        .param("id", id)
        .param("done", done)
        .param("failed", failed)
        .param("calls", usage.calls())
        .param("input_tokens", usage.inputTokens())
        .param("output_tokens", usage.outputTokens())
        .param("cost", usage.cost())
        .param("saved_calls", usage.savedCalls())
        .param("detail", TaskRow.storable(detail))
        .update();
  }

  /** Raises a task's usage to at least that much. */
  public void raiseUsage(String id, Usage min) {
    jdbc.sql(RAISE)
        .param("id", id)
        .param("calls", min.calls())
        .param("input_tokens", min.inputTokens())
        .param("output_tokens", min.outputTokens())
        .param("cost", min.cost())
        .param("saved_calls", min.savedCalls())
        .update();
  }

  /** Changes a task's {@code detail}, if that part may still write. */
  public void updateDetail(String id, int part, ObjectNode detail) {
    jdbc.sql(TELL)
        .param("id", id)
        .param("part", part)
        .param("detail", TaskRow.storable(detail))
        .update();
  }

  /** Increases the epoch for another run or part, and returns it. */
  public int nextPart(String id) {
    return jdbc.sql("update task set epoch = epoch + 1 where id = :id returning epoch")
        .param("id", id)
        .query(Integer.class)
        .single();
  }

  /** Locks the task's row, if that part may still write. */
  public boolean fence(String id, int part) {
    return jdbc.sql(FENCE)
        .param("id", id)
        .param("part", part)
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  /** What a run has to check while it continues. */
  public List<RunState> states(List<String> ids) {
    return jdbc.sql(STATES)
        .param("ids", ids.toArray(String[]::new))
        .query(
            (rs, n) ->
                new RunState(
                    rs.getString("id"),
                    TaskState.of(rs.getString("state")),
                    rs.getInt("epoch"),
                    rs.getInt("parallelism"),
                    rs.getBoolean("overdue")))
        .list();
  }

  /** The current state of a task, which a user or another node may have changed. */
  public record RunState(String id, TaskState state, int epoch, int parallelism, boolean overdue) {}
}
