package dev.quern.tasktype.answergeneration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.testing.ItemLedger.Answered;
import dev.quern.testing.ItemLedger.Item;
import dev.quern.testing.ItemPool;
import dev.quern.testing.RouteTest;
import dev.quern.testing.TaskRouteTest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.EndpointInject;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.spring.junit5.MockEndpointsAndSkip;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@RouteTest(
    "camel.main.routes-include-pattern=file:routes/run/task-run.camel.yaml,"
        + "file:routes/tasks/answer-generation.camel.yaml,"
        + "file:routes/items/answer-question.camel.yaml,"
        + "file:routes/items/add-reasoning.camel.yaml")
@MockEndpointsAndSkip("direct:(ask-model|progress)")
class AnswerGenerationRouteTests extends TaskRouteTest {

  AnswerGenerationRouteTests() {
    super("answer-generation");
  }

  /** In the place of the bean {@code answerGeneration}; "deep" wants a chain of thought. */
  public static class Prompts {
    private final List<String> kept = new CopyOnWriteArrayList<>();

    public String ask(Item item) {
      return "prompt of " + item.ref();
    }

    public boolean isAnswered(Item item) {
      return item.ref().startsWith("deep-kept");
    }

    public String kept(Item item) {
      return "kept answer of " + item.ref();
    }

    public boolean lacksReasoning(Item item, String answered) {
      return item.ref().startsWith("deep");
    }

    public Item keep(Item item, String answered) {
      kept.add(answered);
      return item;
    }

    public String askReasoning(Item item, String answered) {
      return "reasons for " + answered;
    }
  }

  @Configuration
  @Import(ItemPool.class)
  static class Beans {
    @Bean
    Prompts answerGeneration() {
      return new Prompts();
    }
  }

  @Autowired private Prompts prompts;

  @EndpointInject("mock:direct:ask-model")
  private MockEndpoint model;

  @BeforeEach
  void prepare() {
    prompts.kept.clear();
    model.whenAnyExchangeReceived(
        e -> e.getMessage().setBody(new Answered("reply to " + e.getMessage().getBody())));
  }

  @Test
  void storesTheAnswerToEachQuestion() throws Exception {
    model.expectedBodiesReceivedInAnyOrder("prompt of a", "prompt of b");
    progress.expectedMessageCount(2);
    run("a", "b");
    assertThat(ledger.of("a"))
        .containsExactly("begin a", "store a reply to prompt of a", "release a");
    assertThat(ledger.of("b")).contains("store b reply to prompt of b");
    MockEndpoint.assertIsSatisfied(model, progress);
  }

  @Test
  void asksASecondTimeForReasoningThatIsMissing() throws Exception {
    model.expectedBodiesReceived("prompt of deep", "reasons for reply to prompt of deep");
    run("deep");
    assertThat(ledger.of("deep"))
        .containsExactly(
            "begin deep",
            "store deep reply to reasons for reply to prompt of deep",
            "release deep");
    assertThat(prompts.kept).containsExactly("reply to prompt of deep");
    model.assertIsSatisfied();
  }

  @Test
  void doesNotAskAgainWhatAnEarlierTryWasAnswered() throws Exception {
    model.expectedBodiesReceived("reasons for kept answer of deep-kept");
    run("deep-kept");
    assertThat(ledger.of("deep-kept"))
        .contains("store deep-kept reply to reasons for kept answer of deep-kept");
    model.assertIsSatisfied();
  }

  @Test
  void failsAnItemWhoseReasoningCannotBeHad() {
    failCall(model, 2, "no second reply");
    assertThat(run("deep").getException()).isNull();
    assertThat(ledger.of("deep"))
        .containsExactly("begin deep", "fail deep no second reply", "release deep");
  }
}
