package dev.quern.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.document.UnreadableFileException;
import dev.quern.testing.RouteTest;
import java.util.List;
import org.apache.camel.EndpointInject;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.spring.junit5.MockEndpointsAndSkip;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.ContextConfiguration;

/** The route upload-images. */
@RouteTest("camel.main.routes-include-pattern=file:routes/intake/upload-images.camel.yaml")
@MockEndpointsAndSkip("direct:reply")
@ContextConfiguration(classes = UploadImagesRouteTests.Beans.class)
class UploadImagesRouteTests {

  /** In the place of the bean {@code imageIntake}. */
  public static class Images {
    public void check(String arrival) {
      if (arrival.equals("empty.png")) {
        throw UnreadableFileException.empty(arrival);
      }
    }

    public String addAll(List<String> arrivals) {
      return "added " + String.join(", ", arrivals);
    }
  }

  static class Beans {
    @Bean
    Images imageIntake() {
      return new Images();
    }

    @Bean
    Processor uploadedParts() {
      return exchange -> {
        String names = exchange.getMessage().getBody(String.class);
        exchange.getMessage().setBody(List.of(names.split(" ")));
      };
    }
  }

  @Autowired private ProducerTemplate template;

  @EndpointInject("mock:direct:reply")
  private MockEndpoint reply;

  @BeforeEach
  void beginAnew() {
    MockEndpoint.resetMocks(template.getCamelContext());
  }

  @Test
  void storesTheImagesOfARequestTogether() throws Exception {
    reply.expectedBodiesReceived("added a.png, b.png");
    reply.expectedHeaderReceived(Exchange.HTTP_RESPONSE_CODE, "201");
    assertThat(upload("a.png b.png").getException()).isNull();
    reply.assertIsSatisfied();
  }

  @Test
  void answersNothingAsCreatedWhereOneCannotBeRead() throws Exception {
    reply.expectedMessageCount(0);
    assertThat(upload("a.png empty.png").getException()).hasMessageContaining("'empty.png'");
    reply.assertIsSatisfied();
  }

  private Exchange upload(String names) {
    return template.send("direct:upload-images", exchange -> exchange.getMessage().setBody(names));
  }
}
