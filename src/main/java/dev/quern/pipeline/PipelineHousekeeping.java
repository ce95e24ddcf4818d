package dev.quern.pipeline;

import dev.quern.task.queue.HousekeepingJob;
import java.time.Duration;
import org.apache.camel.ProducerTemplate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Writes the datasets that a crash between a task's end and its file left unwritten. */
@Configuration(proxyBeanMethods = false)
class PipelineHousekeeping {

  @Bean
  HousekeepingJob finishPipelines(ProducerTemplate camel) {
    return new HousekeepingJob(
        "finish-pipelines",
        Duration.ofSeconds(30),
        () -> camel.sendBody("direct:finish-pipelines", ""));
  }
}
