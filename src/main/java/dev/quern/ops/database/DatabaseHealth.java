package dev.quern.ops.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.stereotype.Component;

/**
 * UP when PostgreSQL answers within 2 s and accepts writes. It replaces Spring Boot's own
 * indicator, which waits for a silent server without limit and accepts a standby.
 */
@Component("dbHealthContributor")
class DatabaseHealth extends AbstractHealthIndicator {

  /**
   * Checks whether writes are accepted, and names a transaction that has been open for long, which
   * keeps PostgreSQL from removing dead rows.
   */
  private static final String ASK =
      """
      select current_setting('transaction_read_only') as read_only,
          (select format('session %s (%s, %s) with a transaction open for %s min: tables grow until'
                      ' it ends; select pg_terminate_backend(%s) ends it',
                  pid, usename, coalesce(nullif(application_name, ''), 'no name'),
                  (extract(epoch from clock_timestamp() - xact_start) / 60)::int, pid)
           from pg_stat_activity
           where (backend_xmin is not null or backend_xid is not null)
             and datname = current_database() and pid <> pg_backend_pid()
             and xact_start < clock_timestamp() - ? * interval '1 second'
           order by xact_start limit 1) as holder
      """;

  private static final Duration MAX_WAIT = Duration.ofSeconds(2);
  private static final Duration LONG = Duration.ofMinutes(10);

  private final DataSource dataSource;
  private final Duration longOpen;

  @Autowired
  DatabaseHealth(DataSource dataSource) {
    this(dataSource, LONG);
  }

  DatabaseHealth(DataSource dataSource, Duration longOpen) {
    super("The database cannot be asked");
    this.dataSource = dataSource;
    this.longOpen = longOpen;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) throws Exception {
    try (Connection connection = dataSource.getConnection()) {
      connection.setNetworkTimeout(Runnable::run, (int) MAX_WAIT.toMillis()); // the pool resets it
      try (PreparedStatement statement = connection.prepareStatement(ASK)) {
        statement.setLong(1, longOpen.toSeconds());
        try (ResultSet rows = statement.executeQuery()) {
          rows.next();
          boolean readOnly = rows.getString("read_only").equals("on");
          (readOnly ? health.down() : health.up()).withDetail("read_only", readOnly);
          if (rows.getString("holder") != null) {
            health.withDetail("dead_rows_kept_by", rows.getString("holder"));
          }
        }
      }
    }
  }
}
