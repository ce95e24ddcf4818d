package dev.quern.testing;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** When db-scheduler has last asked the database which tasks are due. */
public final class SchedulerLook {

  private SchedulerLook() {}

  /** Waits until it has asked once more: then it has seen what is due by now. */
  public static void awaitNext(JdbcClient jdbc) {
    Instant now = jdbc.sql("select clock_timestamp()").query(Instant.class).single();
    Await.until("the scheduler has looked", () -> last(jdbc).isAfter(now));
  }

  private static Instant last(JdbcClient jdbc) {
    return jdbc.sql(
            """
            select coalesce(max(query_start), 'epoch') from pg_stat_activity
            where datname = current_database() and state <> 'active'
              and query ilike 'select * from scheduled_tasks%order by priority%'
            """)
        .query(Instant.class)
        .single();
  }
}
