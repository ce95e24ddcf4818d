package dev.quern.ops.monitoring;

import io.hawt.springboot.HawtioProperties;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.aot.BeanRegistrationExcludeFilter;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;

/**
 * The settings of Hawtio ({@code hawtio.*}), which its own configuration keeps in a private class:
 * code that is generated at build time ({@link dev.quern.ops.start.PreparedStart}) cannot name it.
 */
@Configuration(proxyBeanMethods = false)
class HawtioConsole {

  @Bean
  @Primary
  HawtioProperties consoleSettings(Environment environment) {
    return new HawtioProperties(
        Binder.get(environment)
            .bind("hawtio", Bindable.mapOf(String.class, String.class))
            .orElse(Map.of()));
  }

  /** Leaves Hawtio's own beans of the same settings out of what is prepared. */
  static final class Unprepared implements BeanRegistrationExcludeFilter {

    private static final Set<String> NAMES =
        Set.of("hawtioProperties", "hawtioConfigurationProperties");

    @Override
    public boolean isExcludedFromAotProcessing(RegisteredBean bean) {
      return NAMES.contains(bean.getBeanName());
    }
  }
}
