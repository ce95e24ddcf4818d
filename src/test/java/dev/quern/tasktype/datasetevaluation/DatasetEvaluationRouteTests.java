package dev.quern.tasktype.datasetevaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.testing.ItemLedger;
import dev.quern.testing.ItemLedger.Answered;
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
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@RouteTest(
    "camel.main.routes-include-pattern=file:routes/shared/task-run.camel.yaml,"
        + "file:routes/tasks/dataset-evaluation.camel.yaml")
@MockEndpointsAndSkip("direct:(ask-model|progress)")
class DatasetEvaluationRouteTests {

  /** In the place of the bean {@code datasetEvaluation}. */
  public static class Prompts {
    public String ask(Item item) {
      if (item.ref().equals("gone")) {
        throw new IllegalStateException("the entry is gone");
      }
      return "prompt of " + item.ref();
    }
  }

  @Configuration
  @Import(ItemPool.class)
  static class Beans {
    @Bean
    Prompts datasetEvaluation() {
      return new Prompts();
    }
  }

  @Autowired private ProducerTemplate template;
  @Autowired private ItemLedger ledger;

  @EndpointInject("mock:direct:ask-model")
  private MockEndpoint model;

  @EndpointInject("mock:direct:progress")
  private MockEndpoint progress;

  @BeforeEach
  void beginAnew() {
    ledger.clear();
    MockEndpoint.resetMocks(template.getCamelContext());
    model.whenAnyExchangeReceived(exchange -> exchange.getMessage().setBody(new Answered("3.5")));
  }

  @Test
  void storesTheJudgementOfEachEntry() throws Exception {
    model.expectedBodiesReceivedInAnyOrder("prompt of a", "prompt of b");
    progress.expectedMessageCount(2);
    run("a", "b");
    assertThat(ledger.of("a")).containsExactly("begin a", "store a 3.5", "release a");
    assertThat(ledger.of("b")).containsExactly("begin b", "store b 3.5", "release b");
    MockEndpoint.assertIsSatisfied(model, progress);
  }

  @Test
  void hasSeveralItemsInFlight() {
    ledger.beginTogether(4);
    run("a", "b", "c", "d");
    assertThat(ledger.of("d")).contains("store d 3.5");
  }

  @Test
  void keepsAFailureToItsItem() throws Exception {
    progress.expectedMessageCount(3);
    model.whenExchangeReceived(
        1,
        exchange -> {
          throw new IllegalStateException("no reply");
        });
    assertThat(run("gone").getException()).isNull();
    assertThat(run("a").getException()).isNull();
    run("b");
    assertThat(ledger.of("gone"))
        .containsExactly("begin gone", "fail gone the entry is gone", "release gone");
    assertThat(ledger.of("a")).containsExactly("begin a", "fail a no reply", "release a");
    assertThat(ledger.of("b")).contains("store b 3.5");
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
            "direct:dataset-evaluation",
            e -> e.getMessage().setBody(Arrays.asList(Item.of("a"), null)));
    assertThat(done.getException()).isNull();
    progress.assertIsSatisfied();
  }

  private Exchange run(String... refs) {
    List<Item> items = Arrays.stream(refs).map(Item::of).toList();
    return template.send("direct:dataset-evaluation", e -> e.getMessage().setBody(items));
  }
}
