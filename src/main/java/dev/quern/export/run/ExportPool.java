package dev.quern.export.run;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * A small connection pool only for exports, read-only and without autocommit, as a cursor needs it.
 * So exports take no connections from tasks and keep few snapshots open.
 */
@Configuration(proxyBeanMethods = false)
class ExportPool {

  /** The most concurrent exports of a node; further ones wait. */
  private static final int CONNECTIONS = 4;

  private static final Duration MAX_WAIT = Duration.ofSeconds(60);

  @Lazy
  @Bean(name = "exportSource", destroyMethod = "close", defaultCandidate = false)
  DataSource exportSource(DataSource main) throws SQLException {
    HikariConfig config = new HikariConfig();
    main.unwrap(HikariDataSource.class).copyStateTo(config);
    config.setPoolName("quern-exports");
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(0);
    config.setIdleTimeout(Duration.ofSeconds(30).toMillis());
    config.setConnectionTimeout(MAX_WAIT.toMillis());
    config.setAutoCommit(false);
    config.setReadOnly(true);
    return new HikariDataSource(config);
  }
}
