package dev.quern.ops.start;

import dev.quern.Quern;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.aot.AotDetector;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.boot.system.ApplicationHome;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.Resource;
import org.springframework.util.ClassUtils;

/**
 * Starts with the beans that the build has prepared (Spring's ahead-of-time processing), which
 * takes a fifth of the time and of the CPU off a start. What the conditions of beans saw at build
 * time is fixed in them. So a start with a setting that such a condition may look at goes without
 * them, and so does one from a folder of classes, where what was prepared may be older than the
 * sources. Both take longer, and that is all. {@code -Dspring.aot.enabled} with true or false
 * decides instead.
 */
public final class PreparedStart implements EnvironmentPostProcessor, Ordered {

  private static final String PREPARED = Quern.class.getName() + "__ApplicationContextInitializer";

  private static final String JAR = jar();

  /** The first words of all settings that are not Quern's own: those have no conditions. */
  private static final Set<String> LIBRARIES =
      Set.of("spring", "server", "management", "camel", "hawtio", "jolokia", "dbscheduler");

  /** Settings of libraries that are read when Quern runs, and by no condition. */
  private static final List<String> FREE =
      List.of(
          "server.address",
          "server.port",
          "server.ssl.",
          "server.tomcat.",
          "spring.application.json", // what it holds is looked at
          "spring.application.name",
          "spring.application.pid",
          "spring.application.version",
          "spring.datasource.url",
          "spring.datasource.username",
          "spring.datasource.password",
          "spring.datasource.hikari.",
          "spring.servlet.multipart.maxfilesize",
          "spring.servlet.multipart.maxrequestsize",
          "spring.servlet.multipart.filesizethreshold",
          "spring.servlet.multipart.location");

  /** After the post-processors that read settings. */
  @Override
  public int getOrder() {
    return LOWEST_PRECEDENCE;
  }

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    if (Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)) {
      // What the building machine has set is not to be fixed in the beans.
      environment
          .getPropertySources()
          .remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
    } else if (!application.getAllSources().contains(Quern.class)) {
      // A command: Spring would take the beans of all of Quern for its few.
      SpringProperties.setProperty(AotDetector.AOT_ENABLED, "false");
    } else if (SpringProperties.getProperty(AotDetector.AOT_ENABLED) == null
        && isPrepared()
        && suits(environment)) {
      SpringProperties.setFlag(AotDetector.AOT_ENABLED);
    }
  }

  /** Whether there are prepared beans, and they come from the jar that holds these classes. */
  private static boolean isPrepared() {
    File source = new ApplicationHome(Quern.class).getSource();
    return source != null
        && source.isFile()
        && ClassUtils.isPresent(PREPARED, Quern.class.getClassLoader());
  }

  /** Whether nothing is set that a condition may look at, besides what is set in the jar. */
  static boolean suits(ConfigurableEnvironment environment) {
    for (PropertySource<?> source : environment.getPropertySources()) {
      if (source instanceof EnumerablePropertySource<?> settings) {
        for (String name : settings.getPropertyNames()) {
          if (mayDecide(name) && !isOfTheJar(settings, name)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /** Environment variables are SPRING_DATASOURCE_URL; dashes and case mean nothing to Spring. */
  private static boolean mayDecide(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replace("-", "").replace('_', '.');
    int dot = plain.indexOf('.');
    return dot > 0
        && LIBRARIES.contains(plain.substring(0, dot))
        && FREE.stream().noneMatch(plain::startsWith);
  }

  private static boolean isOfTheJar(PropertySource<?> source, String name) {
    Resource file =
        OriginLookup.getOrigin(source, name) instanceof TextResourceOrigin origin
            ? origin.getResource()
            : null;
    try {
      return file != null && file.getURL().toString().startsWith(JAR);
    } catch (IOException e) {
      return false; // no file, so not one of the jar
    }
  }

  /** The address of all that lies beside Quern's classes. */
  private static String jar() {
    String type = Quern.class.getName().replace('.', '/') + ".class";
    String address = String.valueOf(Quern.class.getResource("/" + type));
    return address.substring(0, address.length() - type.length());
  }
}
