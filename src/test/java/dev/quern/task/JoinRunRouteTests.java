package dev.quern.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.testing.RouteTest;
import org.apache.camel.EndpointInject;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.spring.junit5.MockEndpointsAndSkip;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@RouteTest("camel.main.routes-include-pattern=file:routes/run/join-run.camel.yaml")
@MockEndpointsAndSkip("direct:run-to-end")
class JoinRunRouteTests {

  /** In the place of the bean {@code runs}: what is joined is called by its task. */
  public static class Ledger {
    public @Nullable String join(String taskId) {
      return taskId.equals("ended") ? null : "part of " + taskId;
    }
  }

  @Configuration
  static class Beans {
    @Bean
    Ledger runs() {
      return new Ledger();
    }
  }

  @Autowired private ProducerTemplate template;

  @EndpointInject("mock:direct:run-to-end")
  private MockEndpoint end;

  @BeforeEach
  void beginAnew() {
    MockEndpoint.resetMocks(template.getCamelContext());
  }

  @Test
  void doesItsPartOfARunThatItJoins() throws Exception {
    end.expectedBodiesReceived("part of long");
    end.expectedPropertyReceived("run", "part of long");
    template.sendBody("direct:join-run", "long");
    end.assertIsSatisfied();
  }

  @Test
  void doesNothingWhereThereIsNothingToJoin() throws Exception {
    end.expectedMessageCount(0);
    assertThat(
            template.send("direct:join-run", e -> e.getMessage().setBody("ended")).getException())
        .isNull();
    end.assertIsSatisfied();
  }
}
