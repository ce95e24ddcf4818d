package dev.quern.ops;

import dev.quern.DaemonThreads;
import dev.quern.task.model.TaskSettings;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.processor.aggregate.UseLatestAggregationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What route files name that is neither a step nor a part of Camel. */
@Configuration(proxyBeanMethods = false)
class CamelBeans {

  /**
   * The threads of items. Unbounded on purpose: the windows of the runs say how many are at work,
   * and a bound here would narrow them.
   */
  @Bean(destroyMethod = "shutdown")
  ExecutorService itemPool() {
    return Executors.newCachedThreadPool(DaemonThreads.named("item"));
  }

  /** The threads of what works the CPU; see {@link TaskSettings}. */
  @Bean(destroyMethod = "shutdown")
  ExecutorService cpuPool(TaskSettings settings) {
    return Executors.newFixedThreadPool(settings.cpuWorkers(), DaemonThreads.named("cpu"));
  }

  @Bean
  AggregationStrategy latest() {
    return new UseLatestAggregationStrategy();
  }
}
