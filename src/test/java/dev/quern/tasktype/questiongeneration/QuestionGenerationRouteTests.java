package dev.quern.tasktype.questiongeneration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.testing.ItemLedger;
import dev.quern.testing.ItemLedger.Item;
import dev.quern.testing.ItemPool;
import dev.quern.testing.RouteTest;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.EndpointInject;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.spring.junit5.MockEndpointsAndSkip;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@RouteTest(
    "camel.main.routes-include-pattern=file:routes/shared/task-run.camel.yaml,"
        + "file:routes/tasks/question-generation.camel.yaml")
@MockEndpointsAndSkip("direct:(question-rounds|progress)")
class QuestionGenerationRouteTests {

  @Configuration
  @Import(ItemPool.class)
  static class Beans {}

  @Autowired private ProducerTemplate template;
  @Autowired private ItemLedger ledger;

  @EndpointInject("mock:direct:question-rounds")
  private MockEndpoint model;

  @EndpointInject("mock:direct:progress")
  private MockEndpoint progress;

  @BeforeEach
  void beginAnew() {
    ledger.clear();
    MockEndpoint.resetMocks(template.getCamelContext());
    model.whenAnyExchangeReceived(
        exchange -> exchange.getMessage().setBody(List.of("Why?", "Who?")));
  }

  @Test
  void storesWhatTheModelAsksOfEachChunk() throws Exception {
    model.expectedMessageCount(2);
    progress.expectedMessageCount(2);
    run("a", "b");
    assertThat(ledger.of("a")).containsExactly("begin a", "store a [Why?, Who?]", "release a");
    assertThat(ledger.of("b")).containsExactly("begin b", "store b [Why?, Who?]", "release b");
    MockEndpoint.assertIsSatisfied(model, progress);
  }

  @Test
  void hasSeveralItemsInFlight() {
    ledger.beginTogether(4);
    run("a", "b", "c", "d");
    assertThat(ledger.of("d")).contains("store d [Why?, Who?]");
  }

  @Test
  void keepsAFailureToItsItem() throws Exception {
    progress.expectedMessageCount(2);
    model.whenExchangeReceived(
        1,
        exchange -> {
          throw new IllegalStateException("no reply");
        });
    assertThat(run("a").getException()).isNull();
    run("b");
    assertThat(ledger.of("a")).containsExactly("begin a", "fail a no reply", "release a");
    assertThat(ledger.of("b")).contains("store b [Why?, Who?]");
    progress.assertIsSatisfied();
  }

  @Test
  void givesThePlaceOfAnItemBackThatMayNotBegin() {
    ledger.stop("cancelled");
    run("a");
    assertThat(ledger.of("a")).containsExactly("fail a cancelled", "release a");
  }

  @Test
  void skipsNullsWithWhichAStoppedRunEnds() throws Exception {
    progress.expectedMessageCount(1);
    Exchange done =
        template.send(
            "direct:question-generation",
            e -> e.getMessage().setBody(Arrays.asList(Item.of("a"), null)));
    assertThat(done.getException()).isNull();
    progress.assertIsSatisfied();
  }

  private Exchange run(String... refs) {
    List<Item> items = Arrays.stream(refs).map(Item::of).toList();
    return template.send("direct:question-generation", e -> e.getMessage().setBody(items));
  }
}
