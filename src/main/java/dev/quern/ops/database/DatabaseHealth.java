package dev.quern.ops.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.stereotype.Component;

/**
 * UP when PostgreSQL answers within 2 s and takes writes. It stands in for Spring Boot's own, which
 * waits for a server that is silent as long as that is silent, and is content with a standby.
 */
@Component("dbHealthContributor")
class DatabaseHealth extends AbstractHealthIndicator {

  private static final Duration LONGEST = Duration.ofSeconds(2);

  private final DataSource dataSource;

  DatabaseHealth(DataSource dataSource) {
    super("The database cannot be asked");
    this.dataSource = dataSource;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) throws Exception {
    try (Connection connection = dataSource.getConnection()) {
      connection.setNetworkTimeout(Runnable::run, (int) LONGEST.toMillis()); // the pool resets it
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("show transaction_read_only")) {
        rows.next();
        boolean readOnly = rows.getString(1).equals("on");
        (readOnly ? health.down() : health.up()).withDetail("read_only", readOnly);
      }
    }
  }
}
