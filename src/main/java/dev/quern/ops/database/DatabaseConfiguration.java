package dev.quern.ops.database;

import dev.quern.Node;
import dev.quern.home.Home;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Configures an embedded PostgreSQL if no {@code spring.datasource.url} is set. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

  private static final String POOL = "spring.datasource.hikari.";

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
  JdbcConnectionDetails database(
      Home home, HomeLock lock, DataSourceProperties settings, Environment environment) {
    return settings.getUrl() == null
        ? new EmbeddedDatabase(home.postgres(), home.postgresPrograms())
        : new GivenDatabase(settings, environment);
  }

  /**
   * The PostgreSQL that the settings name. Boot gives its answers to the pool over the pool's own
   * settings, so those count first here.
   */
  private record GivenDatabase(DataSourceProperties settings, Environment environment)
      implements JdbcConnectionDetails {

    @Override
    public String getJdbcUrl() {
      return environment.getProperty(POOL + "jdbc-url", settings.determineUrl());
    }

    @Override
    public @Nullable String getUsername() {
      String ofPool = environment.getProperty(POOL + "username");
      return ofPool == null ? settings.determineUsername() : ofPool;
    }

    @Override
    public @Nullable String getPassword() {
      String ofPool = environment.getProperty(POOL + "password");
      return ofPool == null ? settings.determinePassword() : ofPool;
    }

    @Override
    public String getDriverClassName() {
      return environment.getProperty(
          POOL + "driver-class-name", settings.determineDriverClassName());
    }
  }
}
