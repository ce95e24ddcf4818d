package dev.quern.tasktype.questiongeneration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.testing.ItemPool;
import dev.quern.testing.RouteTest;
import dev.quern.testing.TaskRouteTest;
import java.util.List;
import org.apache.camel.EndpointInject;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.spring.junit5.MockEndpointsAndSkip;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@RouteTest(
    "camel.main.routes-include-pattern=file:routes/run/task-run.camel.yaml,"
        + "file:routes/tasks/question-generation.camel.yaml")
@MockEndpointsAndSkip("direct:(question-rounds|progress)")
class QuestionGenerationRouteTests extends TaskRouteTest {

  QuestionGenerationRouteTests() {
    super("question-generation");
  }

  @Configuration
  @Import(ItemPool.class)
  static class Beans {}

  @EndpointInject("mock:direct:question-rounds")
  private MockEndpoint model;

  @BeforeEach
  void prepare() {
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
  void keepsAFailureToItsItem() throws Exception {
    progress.expectedMessageCount(2);
    failCall(model, 1, "no reply");
    assertThat(run("a").getException()).isNull();
    run("b");
    assertThat(ledger.of("a")).containsExactly("begin a", "fail a no reply", "release a");
    assertThat(ledger.of("b")).contains("store b [Why?, Who?]");
    progress.assertIsSatisfied();
  }
}
