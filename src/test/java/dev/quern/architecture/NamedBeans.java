package dev.quern.architecture;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quern.Quern;
import java.beans.Introspector;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Component;

/** The names and classes of the application's beans, found without starting it. */
final class NamedBeans {

  /** What Spring Boot contributes and route files name. */
  private static final Map<String, Class<?>> OF_BOOT =
      Map.of("jacksonObjectMapper", ObjectMapper.class);

  private NamedBeans() {}

  static Map<String, Class<?>> byName() {
    Map<String, Class<?>> beans = new TreeMap<>(OF_BOOT);
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(Component.class));
    scanner
        .findCandidateComponents(Quern.class.getPackageName())
        .forEach(definition -> add(type(definition.getBeanClassName()), beans));
    return beans;
  }

  private static void add(Class<?> type, Map<String, Class<?>> beans) {
    String given = AnnotatedElementUtils.getMergedAnnotation(type, Component.class).value();
    beans.put(given.isEmpty() ? Introspector.decapitalize(type.getSimpleName()) : given, type);
    for (Method method : type.getDeclaredMethods()) {
      Bean bean = AnnotatedElementUtils.getMergedAnnotation(method, Bean.class);
      if (bean != null) {
        beans.put(
            bean.name().length == 0 ? method.getName() : bean.name()[0], method.getReturnType());
      }
    }
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(name, false, NamedBeans.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
