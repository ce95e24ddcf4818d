package dev.quern.ops.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.quern.home.Home;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The pool of a PostgreSQL that the settings name. */
class GivenDatabaseTests {

  private static final String URL = "jdbc:postgresql://db:5432/quern";

  @TempDir Path home;

  private HikariDataSource pool(String... settings) {
    HikariDataSource[] pool = new HikariDataSource[1];
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
        .withUserConfiguration(DatabaseConfiguration.class)
        .withBean(Home.class, () -> new Home(home))
        .withPropertyValues("spring.datasource.url=" + URL)
        .withPropertyValues(settings)
        .run(context -> pool[0] = context.getBean(HikariDataSource.class));
    return pool[0];
  }

  @Test
  void hasTheSettingsOfTheDatabase() {
    HikariDataSource pool =
        pool("spring.datasource.username=quern", "spring.datasource.password=secret");

    assertThat(pool.getJdbcUrl()).isEqualTo(URL);
    assertThat(pool.getUsername()).isEqualTo("quern");
    assertThat(pool.getPassword()).isEqualTo("secret");
  }

  @Test
  void hasItsOwnSettingsFirst() {
    HikariDataSource pool =
        pool(
            "spring.datasource.username=quern",
            "spring.datasource.hikari.username=pool",
            "spring.datasource.hikari.password=hidden",
            "spring.datasource.hikari.jdbc-url=" + URL + "?ssl=true");

    assertThat(pool.getJdbcUrl()).isEqualTo(URL + "?ssl=true");
    assertThat(pool.getUsername()).isEqualTo("pool");
    assertThat(pool.getPassword()).isEqualTo("hidden");
  }
}
