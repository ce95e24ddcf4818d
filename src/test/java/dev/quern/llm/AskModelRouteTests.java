package dev.quern.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.testing.RouteTest;
import org.apache.camel.EndpointInject;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.spring.junit5.MockEndpointsAndSkip;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@RouteTest("camel.main.routes-include-pattern=file:routes/llm/ask-model.camel.yaml")
@MockEndpointsAndSkip("direct:llm")
class AskModelRouteTests {

  /** Something that is open for that many calls. */
  public record Counted(int calls) {
    public boolean isOpen() {
      return calls > 0;
    }
  }

  @Configuration
  static class Beans {
    @Bean
    Predicate requestIsOpen() {
      return exchange -> exchange.getMessage().getBody(Counted.class).isOpen();
    }
  }

  @Autowired private ProducerTemplate template;

  @EndpointInject("mock:direct:llm")
  private MockEndpoint call;

  @BeforeEach
  void beginAnew() {
    MockEndpoint.resetMocks(template.getCamelContext());
    call.whenAnyExchangeReceived(
        e ->
            e.getMessage().setBody(new Counted(e.getMessage().getBody(Counted.class).calls() - 1)));
  }

  @Test
  void callsAsLongAsThereIsNoValue() throws Exception {
    call.expectedBodiesReceived(new Counted(3), new Counted(2), new Counted(1));
    assertThat(ask(3).getMessage().getBody()).isEqualTo(new Counted(0));
    call.assertIsSatisfied();
  }

  @Test
  void callsNobodyForWhatHasItsValue() throws Exception {
    call.expectedMessageCount(0);
    assertThat(ask(0).getMessage().getBody()).isEqualTo(new Counted(0));
    call.assertIsSatisfied();
  }

  @Test
  void endsWithTheFirstFailure() throws Exception {
    call.expectedMessageCount(2);
    call.whenExchangeReceived(
        2,
        exchange -> {
          throw new IllegalStateException("key refused");
        });
    assertThat(ask(5).getException()).hasMessage("key refused");
    call.assertIsSatisfied();
  }

  private Exchange ask(int calls) {
    return template.send("direct:ask-model", e -> e.getMessage().setBody(new Counted(calls)));
  }
}
