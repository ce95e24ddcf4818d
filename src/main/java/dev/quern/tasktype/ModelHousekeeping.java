package dev.quern.tasktype;

import dev.quern.llm.CallRetention;
import dev.quern.task.queue.HousekeepingJob;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is looked after of the models' side: the engine's scheduler runs it. */
@Configuration(proxyBeanMethods = false)
class ModelHousekeeping {

  @Bean
  HousekeepingJob callTrimmingJob(CallRetention trimming) {
    return new HousekeepingJob("trim-model-calls", Duration.ofMinutes(10), trimming::trim);
  }
}
