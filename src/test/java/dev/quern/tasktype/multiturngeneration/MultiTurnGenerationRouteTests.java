package dev.quern.tasktype.multiturngeneration;

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
        + "file:routes/tasks/multi-turn-generation.camel.yaml,"
        + "file:routes/items/lead-dialogue.camel.yaml")
@MockEndpointsAndSkip("direct:(ask-model|progress)")
class MultiTurnGenerationRouteTests extends TaskRouteTest {

  MultiTurnGenerationRouteTests() {
    super("multi-turn-generation");
  }

  /** What has been said; it is open until that are three things. */
  public record Talk(List<String> said) {
    public boolean isOpen() {
      return said.size() < 3;
    }

    @Override
    public String toString() {
      return String.join(" ", said);
    }
  }

  /** In the place of the bean {@code multiTurnGeneration}. */
  public static class Turns {
    private final List<String> kept = new CopyOnWriteArrayList<>();

    public Talk begin(Item item) {
      return new Talk(List.of(item.ref() + "?"));
    }

    public String ask(Item item, Talk talk) {
      return "after " + talk;
    }

    public Talk add(Talk talk, Answered answered) {
      List<String> said = new CopyOnWriteArrayList<>(talk.said());
      said.add(answered.value().toString());
      return new Talk(said);
    }

    public Item keep(Item item, Talk talk) {
      kept.add(talk.toString());
      return item;
    }
  }

  @Configuration
  @Import(ItemPool.class)
  static class Beans {
    @Bean
    Turns multiTurnGeneration() {
      return new Turns();
    }
  }

  @Autowired private Turns turns;

  @EndpointInject("mock:direct:ask-model")
  private MockEndpoint model;

  @BeforeEach
  void prepare() {
    turns.kept.clear();
    model.whenAnyExchangeReceived(e -> e.getMessage().setBody(new Answered("So.")));
  }

  @Test
  void asksForEachTurnWithAllBeforeItAndKeepsThem() throws Exception {
    model.expectedBodiesReceived("after a?", "after a? So.");
    progress.expectedMessageCount(1);
    run("a");
    assertThat(ledger.of("a")).containsExactly("begin a", "store a a? So. So.", "release a");
    assertThat(turns.kept).containsExactly("a? So.", "a? So. So.");
    MockEndpoint.assertIsSatisfied(model, progress);
  }

  @Test
  void storesNothingOfADialogueThatBreaksOff() throws Exception {
    failCall(model, 2, "no reply");
    assertThat(run("a").getException()).isNull();
    assertThat(ledger.of("a")).containsExactly("begin a", "fail a no reply", "release a");
    assertThat(turns.kept).containsExactly("a? So.");
  }
}
