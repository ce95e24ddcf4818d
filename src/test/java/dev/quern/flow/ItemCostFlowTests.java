package dev.quern.flow;

import static dev.quern.testing.TaskAssert.assertThatTask;
import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.testing.Replies;
import dev.quern.testing.RouteCount;
import dev.quern.testing.StatementCount;
import dev.quern.testing.ThreadCosts;
import dev.quern.testing.ThreadCosts.Cost;
import java.util.Map;
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

  @Autowired StatementCount statements;
  @Autowired RouteCount routes;

  @TestConfiguration
  static class Counting {
    @Bean
    static StatementCount statementCount() {
      return new StatementCount(
          thread -> thread.matches("(item|results)-.*|[a-z-]+-reads|call-log"));
    }

    @Bean
    RouteCount routeCount() {
      return new RouteCount();
    }
  }

  @Test
  void ofQuestionsStaysWithinItsBounds() {
    MODELS.replyWith(request -> Replies.questions(3, request));
    String project = rest.projectWithChunks(ITEMS);
    run(project); // what is loaded, compiled and cached once is no item's

    routes.reset();
    statements.reset();
    ThreadCosts costs = new ThreadCosts();
    run(project);
    Map<String, Cost> threads = costs.byName();
    Cost items = threads.get("item");
    String counted =
        "%d statements, %d routes, %d steps, %d bytes on %d threads, %d µs of CPU, for %d items%n%s%n%s"
            .formatted(
                statements.total(),
                routes.routes(),
                routes.steps(),
                items.bytes(),
                items.count(),
                items.cpuNanos() / 1000,
                ITEMS,
                statements.table(),
                threads);
    System.out.println(counted);
    long batches = statements.sent("update task_item set state = 'done'");
    assertThat(statements.total("results-")).as(counted).isLessThanOrEqualTo(5 * batches + 10);
    // The log of calls is written by the clock: a slow machine makes more batches of fewer calls.
    long written = statements.sent("insert into llm_call");
    assertThat(statements.total("call-log")).as(counted).isLessThanOrEqualTo(7 * written + 10);
    assertThat(statements.total() - statements.total("results-") - statements.total("call-log"))
        .as(counted)
        .isLessThan(ITEMS / 5);
    assertThat(routes.routes()).as(counted).isLessThan(7 * ITEMS);
    assertThat(routes.steps()).as(counted).isLessThan(32 * ITEMS);
    assertThat(items.bytes()).as(counted).isLessThan(140_000L * ITEMS);
  }

  private void run(String project) {
    String provider = rest.provider(MODELS.baseUrl());
    String task =
        rest.task(
            project,
            aTask("question-generation")
                .input(
                    "file_ids",
                    rest.get("/api/projects/" + project + "/files")
                        .json()
                        .at("/items/0/id")
                        .asText())
                .provider(provider)
                .config("parallelism", PARALLELISM));
    JsonNode ended = rest.end(task);
    assertThatTask(ended).hasDone(ITEMS);
  }
}
