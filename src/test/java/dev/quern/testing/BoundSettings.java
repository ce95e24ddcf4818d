package dev.quern.testing;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Settings as Spring binds them: what a test does not name has its default. */
public final class BoundSettings {

  private BoundSettings() {}

  /**
   * A record of settings.
   *
   * @param values such as {@code heartbeat=100ms}, below the record's prefix
   */
  public static <T> T of(Class<T> type, String... values) {
    String prefix = type.getAnnotation(ConfigurationProperties.class).value();
    Map<String, String> properties =
        Arrays.stream(values)
            .map(value -> value.split("=", 2))
            .collect(Collectors.toMap(pair -> prefix + "." + pair[0], pair -> pair[1]));
    return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate(prefix, type);
  }
}
