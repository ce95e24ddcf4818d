package dev.quern.ops.database;

import dev.quern.home.Home;
import java.io.IOException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Opens the database of a home, or the configured server, for a command, without a pool. */
public final class Databases implements AutoCloseable {

  private final DataSource source;
  private final @Nullable HomeLock lock;
  private final @Nullable EmbeddedDatabase embedded;

  private Databases(
      DataSource source, @Nullable HomeLock lock, @Nullable EmbeddedDatabase embedded) {
    this.source = source;
    this.lock = lock;
    this.embedded = embedded;
  }

  /**
   * Opens the database.
   *
   * @throws HomeInUseException when it is embedded and Quern is running
   */
  public static Databases open(Home home, Environment environment) {
    String url = environment.getProperty("spring.datasource.url");
    if (url != null) {
      return new Databases(
          new DriverManagerDataSource(
              url,
              environment.getProperty("spring.datasource.username", ""),
              environment.getProperty("spring.datasource.password", "")),
          null,
          null);
    }
    HomeLock lock = HomeLock.only(home);
    EmbeddedDatabase embedded = new EmbeddedDatabase(home.postgres(), home.postgresPrograms());
    return new Databases(
        new DriverManagerDataSource(
            embedded.getJdbcUrl(), embedded.getUsername(), embedded.getPassword()),
        lock,
        embedded);
  }

  /** Whether no node can be using it: it is embedded, and its home is locked. */
  public boolean isHeldAlone() {
    return lock != null;
  }

  public JdbcClient jdbc() {
    return JdbcClient.create(source);
  }

  public TransactionTemplate transaction() {
    return new TransactionTemplate(new JdbcTransactionManager(source));
  }

  @Override
  public void close() throws IOException {
    if (embedded != null) {
      embedded.close();
    }
    if (lock != null) {
      lock.close();
    }
  }
}
