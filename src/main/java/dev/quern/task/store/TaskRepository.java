package dev.quern.task.store;

import dev.quern.Page;
import dev.quern.Paging;
import dev.quern.dataset.PagedQuery;
import dev.quern.dataset.WhereClause;
import dev.quern.task.model.ModelInfo;
import dev.quern.task.model.NewTask;
import dev.quern.task.model.ResumeOptions;
import dev.quern.task.model.Task;
import dev.quern.task.model.TaskFilter;
import dev.quern.task.model.TaskState;
import dev.quern.task.model.ValidatedConfig;
import dev.quern.transaction.IdleTransactionLimit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code task}. */
@Repository
public class TaskRepository {

  private static final String INSERT =
      """
      insert into task (id, project_id, task_type, state, input, config, language, priority, run_at,
          notify_url, max_failed_ratio, max_attempts, max_task_attempts, max_duration,
          max_tokens_total, max_cost, cache, parallelism, model_info, note, end_time, create_at)
      values (:id, :project_id, :task_type, :state, cast(:input as jsonb), cast(:config as jsonb),
          :language, :priority, :run_at, :notify_url, :max_failed_ratio, :max_attempts,
          :max_task_attempts, cast(:max_duration as interval), :max_tokens_total, :max_cost, :cache,
          :parallelism, cast(:model_info as jsonb), :note,
          case when :is_end then now() end, clock_timestamp())
      """;

  private static final String SELECT =
      """
      select t.*, extract(epoch from t.max_duration)::bigint as max_duration_seconds,
          coalesce(t.deadline < now(), false) as overdue,
          coalesce(t.run_at > now(), false) as early, s.picked_by, s.last_heartbeat,
          (select coalesce(jsonb_agg(jsonb_build_object('node', p.node, 'rate', p.rate, 'places',
                p.places) order by p.leads desc, p.part), '[]') from task_part p
           where p.task_id = t.id) as nodes,
          array(select d.parent_id from task_dependency d where d.task_id = t.id
                order by d.parent_id) as depends_on
      from task t left join scheduled_tasks s on s.picked and s.task_name = t.task_type
          and s.task_instance = t.id || ':' || t.attempt
      """;

  /**
   * A page is selected before the join, so that skipping rows to a late page costs almost nothing.
   */
  private static final PagedQuery<Task> LISTING =
      new PagedQuery<>("task t", "t", SELECT, "t.create_at, t.id", TaskRow::read);

  private static final String MOVE =
      """
      with ended as (delete from task_part where task_id = :id and :is_end)
      update task set state = :to, note = coalesce(:note, note), update_at = now(),
          end_time = case when :is_end then now() end
      where id = :id and state = any(:from)
      """;

  private static final String RESUME =
      """
      update task set state = :state, attempt = attempt + 1, crashes = 0, tries = 0,
          deadline = null, end_time = null, note = null, trimmed_at = null,
          max_duration = coalesce(cast(:max_duration as interval), max_duration),
          max_tokens_total = coalesce(:max_tokens_total, max_tokens_total),
          max_cost = coalesce(:max_cost, max_cost), config = cast(:config as jsonb),
          model_info = cast(:model_info as jsonb),
          parallelism = :parallelism, max_attempts = :max_attempts,
          update_at = now()
      where id = :id and state = any(:from)
      """;

  private static final String RETRY =
      """
      update task set state = 'queued', attempt = attempt + 1, crashes = 0, tries = tries + 1,
          note = :note, update_at = now()
      where id = :id and state = any(:from)
      """;

  private static final String FOLLOW =
      """
      update task set model_info = cast(:model_info as jsonb), update_at = now()
      where model_info ->> 'provider_id' = :provider and model_info <> cast(:model_info as jsonb)
        and state not in\
      """
          + " "
          + StateLists.ENDED;

  private final JdbcClient jdbc;

  TaskRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public void insert(
      String id, String projectId, NewTask task, ValidatedConfig checked, TaskState state) {
    jdbc.sql(INSERT)
        .param("id", id)
        .param("project_id", projectId)
        .param("task_type", task.taskType())
        .param("state", state.wireName())
        .param("is_end", state.isEnd())
        .param("input", TaskRow.json(task.input()))
        .param("config", TaskRow.json(checked.config()))
        .param("language", task.language())
        .param("priority", task.priority() == null ? 0 : task.priority())
        .param("run_at", TaskRow.timestamp(task.runAt()))
        .param("notify_url", task.notifyUrl())
        .param("max_failed_ratio", task.maxFailedRatio() == null ? 0.2 : task.maxFailedRatio())
        .param("max_attempts", checked.maxAttempts())
        .param("max_task_attempts", task.maxTaskAttempts() == null ? 1 : task.maxTaskAttempts())
        .param("max_duration", task.maxDuration() == null ? null : task.maxDuration().toString())
        .param("max_tokens_total", task.maxTokensTotal())
        .param("max_cost", task.maxCost())
        .param("cache", Boolean.TRUE.equals(task.cache()))
        .param("parallelism", checked.parallelism())
        .param("model_info", TaskRow.json(checked.modelInfo()))
        .param("note", null)
        .update();
  }

  public Optional<Task> find(String id) {
    return jdbc.sql(SELECT + "where t.id = :id").param("id", id).query(TaskRow::read).optional();
  }

  /**
   * The same, locked until the transaction ends. The lock leaves the key free, which each new row
   * of the ledger refers to.
   */
  public Optional<Task> lock(String id) {
    return jdbc.sql(
            SELECT
                + "where t.id = :id and "
                + IdleTransactionLimit.CONDITION
                + " for no key update of t")
        .param("id", id)
        .query(TaskRow::read)
        .optional();
  }

  /** Tasks in the order in which they were made. */
  public Page<Task> page(TaskFilter filter, Paging paging) {
    return LISTING.page(jdbc, where(filter), paging);
  }

  /** The number of tasks, counted to the last. */
  public long count(TaskFilter filter) {
    return LISTING.countUpTo(jdbc, where(filter), Integer.MAX_VALUE);
  }

  private static WhereClause where(TaskFilter filter) {
    return new WhereClause()
        .flag(true, "true", "")
        .and("t.project_id = :project_id", "project_id", filter.projectId())
        .and("t.task_type = :task_type", "task_type", filter.taskType())
        .and("t.state = any(:states)", "states", filter.stateNames());
  }

  /** Moves a task if its state allows it, and returns whether it was moved. */
  public boolean move(String id, TaskState to, @Nullable String note) {
    return jdbc.sql(MOVE)
            .param("id", id)
            .param("to", to.wireName())
            .param("note", TaskRow.storable(note))
            .param("is_end", to.isEnd())
            .param("from", TaskFilter.statesBefore(to))
            .update()
        == 1;
  }

  /** Queues a running task again for another attempt, after its items were reopened. */
  public boolean retry(String id, String note) {
    return jdbc.sql(RETRY)
            .param("id", id)
            .param("note", TaskRow.storable(note))
            .param("from", TaskFilter.statesBefore(TaskState.QUEUED, TaskState.RUNNING::equals))
            .update()
        == 1;
  }

  /** The number of tasks of a project that have not begun. */
  public long countQueued(String projectId) {
    return jdbc.sql(
            "select count(*) from task where project_id = :id and state in " + StateLists.NOT_BEGUN)
        .param("id", projectId)
        .query(Long.class)
        .single();
  }

  /** Resumes a task if its state allows it, and returns whether it was resumed. */
  public boolean resume(
      String id, TaskState state, ValidatedConfig checked, ResumeOptions options) {
    return jdbc.sql(RESUME)
            .param("from", TaskFilter.statesBefore(state, TaskState::isResumable))
            .param(
                "max_duration",
                options.maxDuration() == null ? null : options.maxDuration().toString())
            .param("max_tokens_total", options.maxTokensTotal())
            .param("max_cost", options.maxCost())
            .param("id", id)
            .param("state", state.wireName())
            .param("config", TaskRow.json(checked.config()))
            .param("model_info", TaskRow.json(checked.modelInfo()))
            .param("parallelism", checked.parallelism())
            .param("max_attempts", checked.maxAttempts())
            .update()
        == 1;
  }

  /** Changes what is not null; a configuration without a parallelism gets none. */
  public void change(String id, @Nullable Integer parallelism, @Nullable Integer priority) {
    jdbc.sql(
            """
            update task set parallelism = coalesce(:parallelism, parallelism),
                priority = coalesce(:priority, priority), update_at = now(),
                config = case when cast(:parallelism as int) is null then config
                    else jsonb_set(config, '{parallelism}', to_jsonb(cast(:parallelism as int)),
                        false) end
            where id = :id
            """)
        .param("id", id)
        .param("parallelism", parallelism)
        .param("priority", priority)
        .update();
  }

  /** Updates the model that the open tasks of a provider show. */
  public void followProvider(ModelInfo now) {
    jdbc.sql(FOLLOW)
        .param("provider", now.providerId())
        .param("model_info", TaskRow.json(now))
        .update();
  }

  public void delete(String id) {
    jdbc.sql("delete from task where id = :id").param("id", id).update();
  }
}
