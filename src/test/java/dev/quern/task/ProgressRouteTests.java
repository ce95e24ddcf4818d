package dev.quern.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.task.watch.TaskEvents;
import dev.quern.testing.Await;
import dev.quern.testing.ItemLedger;
import dev.quern.testing.ItemLedger.Item;
import dev.quern.testing.RouteTest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.processor.aggregate.UseLatestAggregationStrategy;
import org.apache.camel.support.ExpressionAdapter;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@RouteTest("camel.main.routes-include-pattern=file:routes/run/progress.camel.yaml")
class ProgressRouteTests {

  private static final int MANY = 500;

  @Configuration
  static class Beans {
    @Bean
    TaskEvents taskEvents() {
      return new TaskEvents();
    }

    @Bean
    Expression taskOfItem() {
      return new ExpressionAdapter() {
        @Override
        public Object evaluate(Exchange exchange) {
          return exchange.getProperty("item", Item.class).task().id();
        }
      };
    }

    @Bean
    AggregationStrategy latest() {
      return new UseLatestAggregationStrategy();
    }
  }

  @Autowired private ProducerTemplate template;
  @Autowired private TaskEvents events;

  @Test
  void tellsOfEachTaskAFewTimesForManyItems() throws Exception {
    List<String> told = new CopyOnWriteArrayList<>();
    try (var one = events.watch("one", told::add);
        var two = events.watch("two", told::add)) {
      for (int i = 0; i < MANY; i++) {
        end("one");
      }
      end("two");
      Await.until("both are told", () -> told.contains("one") && told.contains("two"));
    }
    assertThat(told).hasSizeLessThan(MANY).containsOnly("one", "two");
  }

  private void end(String taskId) {
    template.send(
        "direct:progress",
        exchange -> exchange.setProperty("item", new Item("i", new ItemLedger.Task(taskId))));
  }
}
