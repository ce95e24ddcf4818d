package dev.quern.ops.database;

import dev.quern.Home;
import dev.quern.Node;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
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

  @Bean
  @ConditionalOnProperty(
      name = "spring.datasource.url",
      havingValue = "none",
      matchIfMissing = true)
  JdbcConnectionDetails embeddedDatabase(Home home, HomeLock lock) {
    return new EmbeddedDatabase(home.postgres(), home.postgresPrograms());
  }
}
