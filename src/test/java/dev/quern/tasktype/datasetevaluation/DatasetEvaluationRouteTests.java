package dev.quern.tasktype.datasetevaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.testing.ItemLedger.Answered;
import dev.quern.testing.ItemLedger.Item;
import dev.quern.testing.ItemPool;
import dev.quern.testing.RouteTest;
import dev.quern.testing.TaskRouteTest;
import org.apache.camel.EndpointInject;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.spring.junit5.MockEndpointsAndSkip;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@RouteTest(
    "camel.main.routes-include-pattern=file:routes/run/task-run.camel.yaml,"
        + "file:routes/tasks/dataset-evaluation.camel.yaml")
@MockEndpointsAndSkip("direct:(ask-model|progress)")
class DatasetEvaluationRouteTests extends TaskRouteTest {

  DatasetEvaluationRouteTests() {
    super("dataset-evaluation");
  }

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

  @EndpointInject("mock:direct:ask-model")
  private MockEndpoint model;

  @BeforeEach
  void prepare() {
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
  void keepsAFailureToItsItem() throws Exception {
    progress.expectedMessageCount(3);
    failCall(model, 1, "no reply");
    assertThat(run("gone").getException()).isNull();
    assertThat(run("a").getException()).isNull();
    run("b");
    assertThat(ledger.of("gone"))
        .containsExactly("begin gone", "fail gone the entry is gone", "release gone");
    assertThat(ledger.of("a")).containsExactly("begin a", "fail a no reply", "release a");
    assertThat(ledger.of("b")).contains("store b 3.5");
    progress.assertIsSatisfied();
  }
}
