package dev.quern.architecture;

import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * A property that a record of settings binds.
 *
 * @param name in full, such as {@code quern.tasks.max-queued}
 * @param owner the record
 * @param component the record's name for it
 * @param value the default as it would be written in YAML, empty for an empty text; null where
 *     there is none, or it is worked out
 */
record Setting(String name, Class<?> owner, String component, @Nullable String value) {

  /** All of them, by name. */
  static List<Setting> all() {
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
    return scanner.findCandidateComponents("dev.quern").stream()
        .map(bean -> ClassUtils.resolveClassName(bean.getBeanClassName(), null))
        .flatMap(Setting::of)
        .sorted((a, b) -> a.name.compareTo(b.name))
        .toList();
  }

  private static Stream<Setting> of(Class<?> owner) {
    if (!owner.isRecord()) {
      throw new AssertionError(owner + " binds settings and is no record");
    }
    String prefix = owner.getAnnotation(ConfigurationProperties.class).value();
    return Arrays.stream(parameters(owner)).map(p -> of(owner, prefix, p));
  }

  private static Setting of(Class<?> owner, String prefix, Parameter parameter) {
    Name given = parameter.getAnnotation(Name.class);
    String own = given == null ? parameter.getName() : given.value();
    DefaultValue value = parameter.getAnnotation(DefaultValue.class);
    boolean worksOut = value == null || Map.class.isAssignableFrom(parameter.getType());
    return new Setting(
        prefix + "." + DataObjectPropertyName.toDashedForm(own),
        owner,
        parameter.getName(),
        worksOut ? null : String.join(",", value.value()));
  }

  /** The parameters that the binder fills. */
  private static Parameter[] parameters(Class<?> owner) {
    Class<?>[] types =
        Arrays.stream(owner.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      return owner.getDeclaredConstructor(types).getParameters();
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
