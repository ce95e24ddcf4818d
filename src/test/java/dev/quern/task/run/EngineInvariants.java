package dev.quern.task.run;

import dev.quern.task.model.TaskState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What must hold of the engine's tables when nothing is due and nothing runs. A task whose items
 * are listed has begun, so that what it depends on had completed: whether that is resumed later
 * does not concern it.
 */
final class EngineInvariants {

  private static final String ENDS = "('completed', 'failed', 'interrupted')";

  /** Each of these must find nothing. */
  private static final Map<String, String> NOTHING = new LinkedHashMap<>();

  static {
    NOTHING.put(
        "an end or a pause was left without a resume",
        "select * from task_log where old_state in ('completed', 'failed', 'interrupted', 'paused')"
            + " and state in ('waiting', 'queued', 'running', 'cancelling')"
            + " and attempt <> old_attempt + 1");
    NOTHING.put(
        "an attempt was begun by no resume and no retry",
        "select * from task_log where attempt <> old_attempt and (attempt <> old_attempt + 1"
            + " or not (old_state in ('completed', 'failed', 'interrupted', 'paused')"
            + " and state in ('waiting', 'queued') or old_state = 'running' and state = 'queued'))");
    NOTHING.put(
        "two ends in one attempt",
        "select task_id, attempt, array_agg(state order by n) from task_log where state in "
            + ENDS
            + " and old_state <> state group by task_id, attempt having count(*) > 1");
    NOTHING.put(
        "an epoch that is not one more than the last",
        "select * from task_log where epoch not in (old_epoch, old_epoch + 1)"
            + " or epoch = old_epoch + 1 and state <> 'running'");
    NOTHING.put(
        "counts that changed after the end",
        "select * from task_log where state = old_state and state in "
            + ENDS
            + " and (completed, failed) is distinct from (old_completed, old_failed)");
    NOTHING.put(
        "counts that went down",
        "select * from task_log where completed < old_completed"
            + " or failed < old_failed and attempt = old_attempt"
            + " and state not in ('waiting', 'queued')"); // failed items are opened again
    NOTHING.put(
        "counts that are not those of the rows",
        "select t.id, t.state, t.total_count, t.completed_count, t.failed_count, i.* from task t"
            + " cross join lateral (select coalesce(sum(i.weight), 0) as items,"
            + " count(*) filter (where i.state = 'done' and not i.is_final_step) as done,"
            + " count(*) filter (where i.state = 'failed' and not i.is_final_step) as failed"
            + " from task_item i"
            + " where i.task_id = t.id) i where (t.total_count, t.completed_count, t.failed_count)"
            + " is distinct from (i.items, i.done, i.failed)");
    NOTHING.put(
        "results that are not those of the items that are done",
        "select * from (select task_id, seq from task_item where state = 'done' and not is_final_step) i full join"
            + " (select task_id, item_seq as seq from counted"
            + " where exists (select 1 from task t where t.id = task_id)) c using (task_id, seq)"
            + " where i is null or c is null");
    NOTHING.put(
        "a task that is open and at rest",
        "select id, state, note from task where state in ('queued', 'running', 'cancelling')");
    NOTHING.put(
        "a task that waits for nothing, or is queued beside its wait",
        "select t.id, t.run_at from task t where t.state = 'waiting' and"
            + " (not t.listed and exists (select 1 from task_dependency d join task p on p.id = d.parent_id"
            + " where d.task_id = t.id and p.state <> 'completed')) ="
            + " exists (select 1 from scheduled_tasks s where s.task_instance = t.id || ':' ||"
            + " t.attempt)");
    NOTHING.put(
        "an entry of a task that does not wait for its time",
        "select s.task_instance, t.state from scheduled_tasks s left join task t"
            + " on s.task_instance = t.id || ':' || t.attempt"
            + " where t.id is null or t.state <> 'waiting' or t.run_at < now()");
    NOTHING.put(
        "a turn that was queued twice",
        "select task_instance from entry_log group by task_instance having count(*) > 1");
    NOTHING.put(
        "a task that was resumed into the queue before what it depends on had completed",
        "select * from task_log where old_state in ('completed', 'failed', 'interrupted', 'paused')"
            + " and state = 'queued' and unmet > 0");
    NOTHING.put(
        "a task that began before what it depends on had completed",
        "select l.* from task_log l join task_dependency d on d.task_id = l.task_id"
            + " where l.state = 'running' and l.old_state <> 'running' and not exists (select 1"
            + " from task_log p where p.task_id = d.parent_id and p.state = 'completed'"
            + " and p.n < l.n)");
    NOTHING.put(
        "a completed task with open items, or with too many failed ones",
        "select t.id, t.max_failed_ratio, i.* from task t cross join lateral"
            + " (select count(*) as items, count(*) filter (where i.state = 'pending') as pending,"
            + " count(*) filter (where i.state = 'failed') as failed,"
            + " count(*) filter (where i.state = 'done') as done from task_item i"
            + " where i.task_id = t.id) i where t.state = 'completed' and (i.pending > 0"
            + " or i.failed > t.max_failed_ratio * i.items or i.failed > 0 and i.done = 0)");
    NOTHING.put(
        "a task that was deleted before its end",
        "select * from task_log where state = 'deleted' and old_state not in " + ENDS);
    NOTHING.put(
        "a part of a run that has ended",
        "select p.* from task_part p join task t on t.id = p.task_id where t.state in " + ENDS);
    NOTHING.put("a final step before all others had ended", "select * from early_final_step");
    NOTHING.put(
        "an error of the engine's own",
        "select id, note from task where note like '%this is a bug%' or note like '%error of Quern%'");
  }

  private final JdbcClient jdbc;
  private final EngineObserver witness;

  EngineInvariants(JdbcClient jdbc, EngineObserver witness) {
    this.jdbc = jdbc;
    this.witness = witness;
  }

  /** What does not hold, and what the witness has against it. */
  List<String> broken() {
    List<String> broken = new ArrayList<>(witness.faults());
    NOTHING.forEach(
        (what, query) ->
            jdbc.sql(query).query().listOfRows().stream()
                .limit(3)
                .forEach(row -> broken.add(what + ": " + row)));
    checkMoves(broken);
    checkRequests(broken);
    checkResults(broken);
    return broken;
  }

  private void checkMoves(List<String> broken) {
    record Move(String oldState, String state) {}
    jdbc
        .sql(
            "select distinct old_state, state from task_log"
                + " where old_state <> state and state <> 'deleted'")
        .query(Move.class)
        .list()
        .stream()
        .filter(move -> !TaskState.of(move.oldState()).allows(TaskState.of(move.state())))
        .forEach(move -> broken.add("a move that the table refuses: " + move));
  }

  /** What was granted to users has come about, and nothing that they did not ask for. */
  private void checkRequests(List<String> broken) {
    List<EngineObserver.Acknowledged> interrupted =
        acknowledged("state = 'interrupted' and old_state <> state");
    witness.cancels().stream()
        .filter(cancel -> !interrupted.contains(cancel))
        .forEach(cancel -> broken.add("a cancel that was granted is overwritten: " + cancel));
    List<EngineObserver.Acknowledged> resumed =
        acknowledged("attempt > old_attempt and old_state <> 'running'");
    witness.resumes().stream()
        .filter(resume -> !resumed.remove(resume))
        .forEach(resume -> broken.add("a resume that was granted is lost: " + resume));
    resumed.forEach(resume -> broken.add("a resume that nobody asked for: " + resume));
  }

  private List<EngineObserver.Acknowledged> acknowledged(String moves) {
    return new ArrayList<>(
        jdbc.sql("select task_id, attempt from task_log where " + moves)
            .query(EngineObserver.Acknowledged.class)
            .list());
  }

  private void checkResults(List<String> broken) {
    record Row(String taskId, int itemSeq, String value) {}
    Map<String, String> stored = new LinkedHashMap<>();
    jdbc.sql("select task_id, item_seq, value from counted")
        .query(Row.class)
        .list()
        .forEach(row -> stored.put(EngineObserver.key(row.taskId(), row.itemSeq()), row.value()));
    witness
        .stored()
        .forEach(
            (key, value) -> {
              if (!value.equals(stored.get(key))) {
                broken.add("a result that was acknowledged is not stored: " + key + " " + value);
              }
            });
    stored.forEach(
        (key, value) -> {
          if (!witness.wasAttempted(key, value)) {
            broken.add("a result that nobody brought: " + key + " " + value);
          }
        });
  }
}
