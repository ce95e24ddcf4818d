package dev.quern.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.Quern;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/** The beans that the build prepares for a start of the jar are those of a start without. */
class PreparedBeansFlowTests extends FlowTest {

  @Autowired private ConfigurableListableBeanFactory beans;

  @SuppressWarnings("unchecked")
  private static GenericApplicationContext prepared() throws ReflectiveOperationException {
    GenericApplicationContext context = new GenericApplicationContext();
    Class<?> type = Class.forName(Quern.class.getName() + "__ApplicationContextInitializer");
    ((ApplicationContextInitializer<GenericApplicationContext>) BeanUtils.instantiateClass(type))
        .initialize(context);
    return context;
  }

  /** Without those that Spring itself has for either way, and for tests. */
  private static Set<String> names(ConfigurableListableBeanFactory beans) {
    return Arrays.stream(beans.getBeanDefinitionNames())
        .filter(name -> !name.startsWith("org.springframework."))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void areTheSame() throws Exception {
    Set<String> prepared = names(prepared().getBeanFactory());
    Set<String> without = names(beans);

    assertThat(minus(without, prepared))
        .containsExactly(
            ImpatientServer.class.getName(),
            "hawtioConfigurationProperties",
            "hawtioProperties",
            "shortAsyncTimeout");
    assertThat(minus(prepared, without))
        .as("but for JMX, which tests have not")
        .allMatch(name -> name.matches("(?i).*(jmx|mbean|objectnam).*"));
  }

  private static Set<String> minus(Set<String> names, Set<String> others) {
    Set<String> left = new TreeSet<>(names);
    left.removeAll(others);
    return left;
  }
}
