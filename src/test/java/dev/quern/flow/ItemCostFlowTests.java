package dev.quern.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.testing.Replies;
import dev.quern.testing.StatementCount;
import dev.quern.testing.ThreadCosts;
import dev.quern.testing.ThreadCosts.Cost;
import java.lang.management.ManagementFactory;
import java.util.Map;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;

/**
 * What one item costs in a running system, counted and not timed: a change that adds to it fails
 * here with the figure.
 */
@DirtiesContext
@Import(ItemCostFlowTests.Counting.class)
class ItemCostFlowTests extends FlowTest {

  private static final int ITEMS = 1000;
  private static final int PARALLELISM = 32;

  private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
  @Autowired StatementCount statements;

  @TestConfiguration
  static class Counting {
    @Bean
    static StatementCount statementCount() {
      return new StatementCount();
    }
  }

  @Test
  void ofQuestionsStaysWithinItsBounds() throws Exception {
    MODELS.replyWith(request -> Replies.questions(3, request));
    String project = rest.projectWithChunks(ITEMS);
    run(project); // what is loaded, compiled and cached once is no item's

    long routes = exchanges("routes");
    long steps = exchanges("processors");
    statements.reset();
    ThreadCosts costs = new ThreadCosts();
    run(project);
    Map<String, Cost> threads = costs.byName();
    long sent = statements.total();
    routes = exchanges("routes") - routes;
    steps = exchanges("processors") - steps;

    Cost items = threads.get("item");
    System.out.printf(
        "%d statements, %d routes, %d steps, %d bytes and %d µs an item%n%s%n%s%n",
        sent,
        routes / ITEMS,
        steps / ITEMS,
        items.bytes() / ITEMS,
        items.cpuNanos() / 1000 / ITEMS,
        statements.table(),
        threads);
    assertThat(sent).isLessThan(1);
  }

  private void run(String project) {
    String provider = rest.provider(MODELS.baseUrl());
    String task =
        rest.task(
            project,
            "{\"task_type\":\"question-generation\",\"input\":{\"file_ids\":[\"%s\"]},"
                    .formatted(
                        rest.get("/api/projects/" + project + "/files")
                            .json()
                            .at("/items/0/id")
                            .asText())
                + "\"config\":{\"provider_id\":\"%s\",\"parallelism\":%d}}"
                    .formatted(provider, PARALLELISM));
    JsonNode ended = rest.end(task);
    assertThat(ended.path("completed_count").asInt()).isEqualTo(ITEMS);
  }

  private long exchanges(String type) throws Exception {
    long sum = 0;
    for (ObjectName name :
        beans.queryNames(new ObjectName("org.apache.camel:type=" + type + ",*"), null)) {
      sum += (Long) beans.getAttribute(name, "ExchangesTotal");
    }
    return sum;
  }
}
