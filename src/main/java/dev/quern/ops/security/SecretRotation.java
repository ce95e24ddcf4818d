package dev.quern.ops.security;

import dev.quern.secret.Secrets;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Encrypts all stored secrets with another key, in one transaction. */
public final class SecretRotation {

  private static final String LIVING =
      "select name from llm_node where renewed_at > clock_timestamp() - interval '10 seconds'";

  /** The inline providers of tasks and schedules, which have keys of their own. */
  private static final String OF_TASKS =
      """
      select id, config #>> '{provider_config,api_key}' as sealed from task
      where config #>> '{provider_config,api_key}' like 'enc:%' for update
      """;

  private static final String PUT_OF_TASK =
      """
      update task set config = jsonb_set(config, '{provider_config,api_key}', to_jsonb(cast(:sealed as text)))
      where id = :id
      """;

  private static final String OF_SCHEDULES =
      """
      select id, task #>> '{config,provider_config,api_key}' as sealed from schedule
      where task #>> '{config,provider_config,api_key}' like 'enc:%' for update
      """;

  private static final String PUT_OF_SCHEDULE =
      """
      update schedule
      set task = jsonb_set(task, '{config,provider_config,api_key}', to_jsonb(cast(:sealed as text)))
      where id = :id
      """;

  private static final String OF_PROVIDERS =
      "select id, api_key as sealed from llm_provider where api_key like 'enc:%' for update";

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  public SecretRotation(JdbcClient jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  private record Sealed(String id, String sealed) {}

  /**
   * Encrypts all secrets with the next key; returns their number.
   *
   * @param alone whether no other process can use the database, so that leases which have not
   *     expired belong to dead processes
   * @throws IllegalStateException when a node is running, or a secret was not encrypted with the
   *     old key; nothing is changed then
   */
  public int run(Secrets old, Secrets next, boolean alone) {
    Integer count = transaction.execute(status -> runInTransaction(old, next, alone));
    return count == null ? 0 : count;
  }

  private int runInTransaction(Secrets old, Secrets next, boolean alone) {
    List<String> living = alone ? List.of() : jdbc.sql(LIVING).query(String.class).list();
    if (!living.isEmpty()) {
      throw new IllegalStateException(
          "These nodes are running, and would go on with the old key: "
              + String.join(", ", living)
              + ". Stop them first.");
    }
    int count = 0;
    count +=
        again(OF_PROVIDERS, "update llm_provider set api_key = :sealed where id = :id", old, next);
    count += again(OF_TASKS, PUT_OF_TASK, old, next);
    count += again(OF_SCHEDULES, PUT_OF_SCHEDULE, old, next);
    jdbc.sql("select sealed from secret_check").query(String.class).list().forEach(old::open);
    jdbc.sql("update secret_check set sealed = :sealed")
        .param("sealed", next.seal(SecretKeyCheck.TEXT))
        .update();
    return count;
  }

  private int again(String read, String write, Secrets old, Secrets next) {
    List<Sealed> all =
        jdbc.sql(read)
            .query((row, n) -> new Sealed(row.getString("id"), row.getString("sealed")))
            .list();
    for (Sealed each : all) {
      jdbc.sql(write)
          .param("id", each.id())
          .param("sealed", next.seal(old.open(each.sealed())))
          .update();
    }
    return all.size();
  }
}
