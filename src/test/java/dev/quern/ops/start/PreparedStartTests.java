package dev.quern.ops.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Which settings leave a start the beans that the build has prepared. */
class PreparedStartTests {

  /** As at a start in the project's folder, whose {@code config/application.yaml} is read. */
  private static StandardEnvironment started() {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
    ConfigDataEnvironmentPostProcessor.applyTo(environment);
    return environment;
  }

  private static boolean suitsArgument(String name) {
    return suits(new MapPropertySource("arguments", Map.of(name, "value")));
  }

  private static boolean suitsVariable(String name) {
    return suits(new SystemEnvironmentPropertySource("variables", Map.of(name, "value")));
  }

  private static boolean suits(PropertySource<?> set) {
    StandardEnvironment environment = started();
    environment.getPropertySources().addFirst(set);
    return PreparedStart.suits(environment);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quern.home",
        "quern.security.operator-token",
        "server.port",
        "server.address",
        "server.ssl.certificate",
        "spring.datasource.url",
        "spring.datasource.hikari.maximum-pool-size",
        "spring.datasource.hikari.maximumPoolSize",
        "spring.servlet.multipart.max-file-size",
        "spring.application.name",
        "logging.level.dev.quern",
        "user.dir",
      })
  void settingsThatNoConditionLooksAtLeaveThem(String name) {
    assertThat(suitsArgument(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "management.otlp.tracing.endpoint",
        "management.endpoints.web.exposure.include",
        "server.forward-headers-strategy",
        "server.forwardHeadersStrategy",
        "spring.profiles.active",
        "spring.datasource.type",
        "spring.servlet.multipart.enabled",
        "spring.application.admin.enabled",
        "spring.jmx.enabled",
        "camel.main.jmx-management-enabled",
        "hawtio.disableProxy",
        "db-scheduler.enabled",
      })
  void settingsThatAConditionMayLookAtDoNot(String name) {
    assertThat(suitsArgument(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PATH",
        "QUERN_HOME",
        "SERVER_PORT",
        "SPRING_DATASOURCE_URL",
        "SPRING_APPLICATION_JSON",
        "SPRING",
        "CAMEL"
      })
  void soWithVariables(String name) {
    assertThat(suitsVariable(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SPRING_PROFILES_ACTIVE",
        "MANAGEMENT_OTLP_TRACING_ENDPOINT",
        "SERVER_FORWARDHEADERSSTRATEGY",
        "DBSCHEDULER_ENABLED"
      })
  void andSoWithVariablesOfConditions(String name) {
    assertThat(suitsVariable(name)).isFalse();
  }
}
