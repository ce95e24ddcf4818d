package dev.quern.ops;

import dev.quern.DaemonThreads;
import dev.quern.task.model.TaskSettings;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.processor.aggregate.UseLatestAggregationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Beans that route files name and that are neither steps nor parts of Camel, such as thread pools.
 */
@Configuration(proxyBeanMethods = false)
class CamelBeans {

  /**
   * The threads of items. Unbounded on purpose: the windows of the runs limit the work, and a limit
   * here would narrow them.
   */
  @Bean(destroyMethod = "shutdown")
  ExecutorService itemPool() {
    return Executors.newCachedThreadPool(DaemonThreads.named("item"));
  }

  /** The threads of CPU work; see {@link TaskSettings}. */
  @Bean(destroyMethod = "shutdown")
  ExecutorService cpuPool(TaskSettings settings) {
    return Executors.newFixedThreadPool(settings.cpuWorkers(), DaemonThreads.named("cpu"));
  }

  @Bean
  AggregationStrategy latest() {
    return new UseLatestAggregationStrategy();
  }
}
