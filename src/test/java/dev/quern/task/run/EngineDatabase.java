package dev.quern.task.run;

import com.zaxxer.hikari.HikariDataSource;
import dev.quern.testing.TestDatabase;
import dev.quern.testing.TestRows;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A database of the engine that keeps a log: every move and count of a task, and every entry of the
 * scheduler, in the order in which they were written. And the scheduler's entries, as a scheduler
 * takes and leaves them.
 */
final class EngineDatabase implements AutoCloseable {

  private static final String LOG =
      """
      create table counted (
        task_id text not null, item_seq int not null, value text not null,
        unique (task_id, item_seq));

      create table early_final_step (task_id text not null);

      create table task_log (
        n bigint generated always as identity, task_id text not null,
        old_state text, state text not null, old_attempt int, attempt int, old_epoch int, epoch int,
        old_completed bigint, completed bigint, old_failed bigint, failed bigint,
        unmet bigint);

      create function log_task() returns trigger language plpgsql as $$
      begin
        if tg_op = 'DELETE' then
          insert into task_log (task_id, old_state, state, old_attempt, attempt)
          values (old.id, old.state, 'deleted', old.attempt, old.attempt);
        elsif tg_op = 'INSERT' then
          insert into task_log (task_id, state, attempt, epoch, completed, failed)
          values (new.id, new.state, new.attempt, new.epoch, new.completed_count, new.failed_count);
        else
          insert into task_log (task_id, old_state, state, old_attempt, attempt, old_epoch, epoch,
              old_completed, completed, old_failed, failed, unmet)
          values (new.id, old.state, new.state, old.attempt, new.attempt, old.epoch, new.epoch,
              old.completed_count, new.completed_count, old.failed_count, new.failed_count,
              case when old.state <> new.state and not new.listed then
                (select count(*) from task_dependency d join task p on p.id = d.parent_id
                 where d.task_id = new.id and p.state <> 'completed') end);
        end if;
        return null;
      end $$;
      create trigger log_task after insert or update or delete on task
        for each row execute function log_task();

      create table entry_log (task_instance text not null);
      create function log_entry() returns trigger language plpgsql as $$
      begin
        insert into entry_log values (new.task_instance);
        return null;
      end $$;
      create trigger log_entry after insert on scheduled_tasks
        for each row execute function log_entry();
      """;

  /** What is due within a minute is due: retries and those that gave their place back. */
  private static final String DUE = "execution_time < now() + interval '1 minute'";

  private static final String TAKE =
      """
      update scheduled_tasks set picked = true, picked_by = :node, last_heartbeat = now(),
          version = version + 1
      where task_instance = (select task_instance from scheduled_tasks where not picked and %s
          order by priority desc, execution_time limit 1 for update skip locked)
      returning task_instance
      """
          .formatted(DUE);

  private final HikariDataSource source = new HikariDataSource();
  private final JdbcClient jdbc = JdbcClient.create(source);

  EngineDatabase() {
    source.setJdbcUrl(TestDatabase.url());
    source.setMaximumPoolSize(20);
    jdbc.sql(LOG).update();
  }

  DataSource source() {
    return source;
  }

  JdbcClient jdbc() {
    return jdbc;
  }

  /** Forgets everything, and makes a project. */
  String anew() {
    jdbc.sql(
            "truncate project, task, scheduled_tasks, counted, early_final_step, task_log, entry_log cascade")
        .update();
    return new TestRows(source).project("engine");
  }

  /** Takes the next entry that is due; null where there is none. */
  @Nullable String take(String node) {
    return jdbc.sql(TAKE).param("node", node).query(String.class).optional().orElse(null);
  }

  /** An execution has come to its end. */
  void remove(String instance) {
    jdbc.sql("delete from scheduled_tasks where task_instance = ?").param(instance).update();
  }

  /** An execution is to be begun again: its process died, or it goes on later. */
  void free(String instance) {
    jdbc.sql(
            """
            update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null,
                execution_time = now(), version = version + 1
            where task_instance = ?
            """)
        .param(instance)
        .update();
  }

  /** Whether a run, or a part of one, may still write. */
  boolean mayWrite(Run run) {
    return jdbc.sql("select exists (select 1 from task_part where task_id = ? and part = ?)")
        .params(run.task().id(), run.part())
        .query(Boolean.class)
        .single();
  }

  /** A task that runs; null where none does. */
  @Nullable String anyRunning() {
    return jdbc.sql("select id from task where state = 'running' order by random() limit 1")
        .query(String.class)
        .optional()
        .orElse(null);
  }

  /** Executions that are due or go on. */
  long busy() {
    return jdbc.sql("select count(*) from scheduled_tasks where picked or " + DUE)
        .query(Long.class)
        .single();
  }

  @Override
  public void close() {
    source.close();
  }
}
