package dev.quern.task.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.testing.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How soon PostgreSQL cleans the tables that are written most. */
class HotTablesTests {

  private static final JdbcClient JDBC = JdbcClient.create(TestDatabase.create());

  /** Dead rows that a table of so many rows may have before it is cleaned. */
  private static double deadRows(String table, double rows) {
    return JDBC.sql(
            """
            select coalesce(max(option_value::float) filter (
                       where option_name = 'autovacuum_vacuum_threshold'),
                     current_setting('autovacuum_vacuum_threshold')::float)
                 + cast(:rows as float) * coalesce(max(option_value::float) filter (
                       where option_name = 'autovacuum_vacuum_scale_factor'),
                     current_setting('autovacuum_vacuum_scale_factor')::float)
            from pg_class c left join lateral pg_options_to_table(c.reloptions) on true
            where c.oid = to_regclass(:table)
            """)
        .param("table", table)
        .param("rows", rows)
        .query(Double.class)
        .single();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "scheduled_tasks",
        "housekeeping_tasks",
        "task_part",
        "llm_node",
        "llm_place",
        "llm_bucket",
        "llm_open_call"
      })
  void smallOnesStaySmall(String table) {
    assertThat(deadRows(table, 1000)).isLessThanOrEqualTo(1000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "task",
        "task_item",
        "question",
        "dataset_entry",
        "chunk",
        "conversation",
        "image_entry",
        "llm_call",
        "llm_cache",
        "llm_usage",
        "webhook_outbox"
      })
  void largeOnesAreCleanedBeforeATwentiethIsDead(String table) {
    assertThat(deadRows(table, 1_000_000)).isLessThanOrEqualTo(50_050);
  }
}
