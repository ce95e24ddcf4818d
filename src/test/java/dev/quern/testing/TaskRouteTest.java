package dev.quern.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.testing.ItemLedger.Item;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.EndpointInject;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The route of a task type inside the frame of a run: items go in, and the ledger says what became
 * of each. What the frame promises of every type is tested here.
 */
public abstract class TaskRouteTest {

  @Autowired protected ItemLedger ledger;

  @EndpointInject("mock:direct:progress")
  protected MockEndpoint progress;

  @Autowired private ProducerTemplate template;
  private final String route;

  /** For the task type's route of that name. */
  protected TaskRouteTest(String taskType) {
    route = "direct:" + taskType;
  }

  @BeforeEach
  void beginAnew() {
    ledger.clear();
    MockEndpoint.resetMocks(template.getCamelContext());
  }

  /** Runs the route over items of these names, and a null where a stopped run ends with one. */
  protected Exchange run(String... refs) {
    List<Item> items = Arrays.stream(refs).map(ref -> ref == null ? null : Item.of(ref)).toList();
    return template.send(route, e -> e.getMessage().setBody(items));
  }

  /** Lets one call of a mock fail, counted from 1. */
  protected static void failCall(MockEndpoint mock, int call, String message) {
    mock.whenExchangeReceived(
        call,
        exchange -> {
          throw new IllegalStateException(message);
        });
  }

  @Test
  void hasSeveralItemsInFlight() {
    ledger.beginTogether(3);
    run("a", "b", "c");
    assertThat(ledger.of("c")).hasSize(3).element(1).asString().startsWith("store c ");
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
    assertThat(run("a", null).getException()).isNull();
    progress.assertIsSatisfied();
  }
}
