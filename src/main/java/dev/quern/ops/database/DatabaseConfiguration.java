package dev.quern.ops.database;

import dev.quern.Home;
import dev.quern.Node;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Configures an embedded PostgreSQL if no {@code spring.datasource.url} is set. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

  @Bean
  HomeLock homeLock(Home home, Environment environment) {
    boolean embedded = environment.getProperty("spring.datasource.url") == null;
    return embedded ? HomeLock.only(home) : HomeLock.shared(home);
  }

  @Bean
  Node node(HomeLock lock) {
    return lock.node();
  }

  /** No condition chooses: it would be fixed when the beans are prepared at build time. */
  @Bean
  JdbcConnectionDetails database(Home home, HomeLock lock, DataSourceProperties settings) {
    return settings.getUrl() == null
        ? new EmbeddedDatabase(home.postgres(), home.postgresPrograms())
        : new GivenDatabase(settings);
  }

  /** The PostgreSQL that the settings name. */
  private record GivenDatabase(DataSourceProperties settings) implements JdbcConnectionDetails {

    @Override
    public String getJdbcUrl() {
      return settings.determineUrl();
    }

    @Override
    public String getUsername() {
      return settings.determineUsername();
    }

    @Override
    public String getPassword() {
      return settings.determinePassword();
    }

    @Override
    public String getDriverClassName() {
      return settings.determineDriverClassName();
    }
  }
}
