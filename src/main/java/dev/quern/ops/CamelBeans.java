package dev.quern.ops;

import dev.quern.task.model.TaskSettings;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
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
    AtomicInteger number = new AtomicInteger();
    return Executors.newCachedThreadPool(
        task -> {
          Thread thread = new Thread(task, "item-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }

  /** The threads of what works the CPU; see {@link TaskSettings}. */
  @Bean(destroyMethod = "shutdown")
  ExecutorService cpuPool(TaskSettings settings) {
    AtomicInteger number = new AtomicInteger();
    return Executors.newFixedThreadPool(
        settings.cpuWorkers(),
        task -> {
          Thread thread = new Thread(task, "cpu-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }

  @Bean
  AggregationStrategy latest() {
    return new UseLatestAggregationStrategy();
  }
}
