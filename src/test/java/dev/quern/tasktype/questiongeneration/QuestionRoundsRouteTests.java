package dev.quern.tasktype.questiongeneration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.testing.ItemLedger.Answered;
import dev.quern.testing.ItemLedger.Item;
import dev.quern.testing.RouteTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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

@RouteTest("camel.main.routes-include-pattern=file:routes/items/question-rounds.camel.yaml")
@MockEndpointsAndSkip("direct:ask-model")
class QuestionRoundsRouteTests {

  /** Two pairs to ask for. */
  public static class Rounds {
    private final List<String> open = new ArrayList<>(List.of("manual", "exam"));
    private final List<Object> asked = new ArrayList<>();
  }

  /** In the place of the bean {@code questionGeneration}. */
  public static class Steps {
    final List<String> items = new CopyOnWriteArrayList<>();

    public Rounds rounds(Item item) {
      return new Rounds();
    }

    public String ask(Item item, Rounds rounds) {
      items.add(item.ref());
      return "prompt for " + rounds.open.get(0);
    }

    public Item addQuestions(Item item, Rounds rounds, Answered answered) {
      rounds.open.remove(0);
      rounds.asked.add(answered.value());
      return Item.of(item.ref() + "+");
    }

    public List<Object> asked(Rounds rounds) {
      return rounds.asked;
    }
  }

  @Configuration
  static class Beans {
    @Bean
    Predicate roundsAreOpen() {
      return exchange -> !exchange.getProperty("rounds", Rounds.class).open.isEmpty();
    }

    @Bean
    Steps questionGeneration() {
      return new Steps();
    }
  }

  @Autowired private ProducerTemplate template;
  @Autowired private Steps steps;

  @EndpointInject("mock:direct:ask-model")
  private MockEndpoint model;

  @BeforeEach
  void beginAnew() {
    MockEndpoint.resetMocks(template.getCamelContext());
    steps.items.clear();
    model.whenAnyExchangeReceived(
        exchange -> exchange.getMessage().setBody(new Answered(List.of("Why?"))));
  }

  @Test
  void asksOnceForEachPairAndGoesOnWithTheItemThatHasWhatWasKept() throws Exception {
    model.expectedBodiesReceived("prompt for manual", "prompt for exam");
    Exchange done = run();
    assertThat(done.getMessage().getBody()).isEqualTo(List.of(List.of("Why?"), List.of("Why?")));
    assertThat(steps.items).containsExactly("a", "a+");
    assertThat(done.getProperty("item", Item.class).ref()).isEqualTo("a++");
    model.assertIsSatisfied();
  }

  @Test
  void endsWithTheFailureOfACall() {
    model.whenExchangeReceived(
        2,
        exchange -> {
          throw new IllegalStateException("no reply");
        });
    Exchange done = run();
    assertThat(done.getException()).hasMessage("no reply");
    assertThat(done.getProperty("item", Item.class).ref()).isEqualTo("a+");
  }

  private Exchange run() {
    return template.send(
        "direct:question-rounds",
        exchange -> {
          exchange.setProperty("item", Item.of("a"));
          exchange.getMessage().setBody(Item.of("a"));
        });
  }
}
