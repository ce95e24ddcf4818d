package dev.quern.task.queue;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.quern.Node;
import dev.quern.task.model.Task;
import dev.quern.transaction.AfterCommit;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;

/**
 * The queue of tasks: entries of db-scheduler, written in the transaction that creates or moves the
 * task.
 */
@Component
public class RunQueue {

  private static final String PICKED_BY =
      """
      select task_instance from scheduled_tasks
      where picked and picked_by = :node
      """;

  private static final String FREE =
      """
      update scheduled_tasks
      set picked = false, picked_by = null, last_heartbeat = null, execution_time = now(),
          version = version + 1
      where picked and picked_by = :node
      """;

  private static final String BEAT =
      "update scheduled_tasks set last_heartbeat = now() where task_instance = :instance";

  private final SchedulerClient client;
  private final JdbcClient jdbc;
  private final Clock clock;
  private final List<Runnable> wakeUps = new ArrayList<>();

  RunQueue(DataSource dataSource, JdbcClient jdbc, Clock clock) {
    this.client =
        SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(dataSource))
            .enablePriority()
            .build();
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Sets what is called after each commit that has queued a task. */
  public void onEntry(Runnable wakeUp) {
    wakeUps.add(wakeUp);
  }

  public void put(Task task, @Nullable Instant notBefore) {
    TaskInstance<Void> entry =
        new TaskInstance.Builder<Void>(
                task.taskType(), new RunRequest(task.id(), task.generation()).instance())
            .priority(task.priority())
            .build();
    client.scheduleIfNotExists(entry, notBefore == null ? clock.instant() : notBefore);
    AfterCommit.run(() -> wakeUps.forEach(Runnable::run));
  }

  public void remove(Task task) {
    jdbc.sql(
            """
            delete from scheduled_tasks
            where task_name = :type and task_instance = :instance and not picked
            """)
        .param("type", task.taskType())
        .param("instance", new RunRequest(task.id(), task.generation()).instance())
        .update();
  }

  /** The runs that a node has picked. */
  public List<RunRequest> pickedBy(Node node) {
    return jdbc.sql(PICKED_BY).param("node", node.name()).query(String.class).list().stream()
        .map(RunRequest::parse)
        .toList();
  }

  /** Releases a task that a node has picked; it is due at once. */
  public void free(Node node) {
    jdbc.sql(FREE).param("node", node.name()).update();
  }

  /** Sends a heartbeat for the entry with that name. */
  public void beat(String instance) {
    jdbc.sql(BEAT).param("instance", instance).update();
  }

  public void changePriority(Task task, int priority) {
    jdbc.sql(
            """
            update scheduled_tasks set priority = :priority, version = version + 1
            where task_name = :type and task_instance = :instance and not picked
            """)
        .param("priority", priority)
        .param("type", task.taskType())
        .param("instance", new RunRequest(task.id(), task.generation()).instance())
        .update();
  }
}
