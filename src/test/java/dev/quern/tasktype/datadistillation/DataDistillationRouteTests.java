package dev.quern.tasktype.datadistillation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.testing.ItemLedger;
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
        + "file:routes/tasks/data-distillation.camel.yaml")
@MockEndpointsAndSkip("direct:progress")
class DataDistillationRouteTests {

  /** In the place of the bean {@code dataDistillation}. */
  public static class Steps {
    public Object clean(Item item) {
      if (item.ref().equals("bad")) {
        throw new IllegalStateException("the page cannot be read");
      }
      return "clean " + item.ref();
    }

    public Object findDuplicates(Item item) {
      return "duplicates of task " + item.task().id();
    }
  }

  @Configuration
  @Import(ItemPool.class)
  static class Beans {
    @Bean
    Steps dataDistillation() {
      return new Steps();
    }
  }

  @Autowired private ProducerTemplate template;
  @Autowired private ItemLedger ledger;

  @EndpointInject("mock:direct:progress")
  private MockEndpoint progress;

  @BeforeEach
  void beginAnew() {
    ledger.clear();
    MockEndpoint.resetMocks(template.getCamelContext());
  }

  @Test
  void cleansPagesAndLooksForDuplicatesInTheLastItem() throws Exception {
    progress.expectedMessageCount(2);
    run("page", "duplicates");
    assertThat(ledger.of("page"))
        .containsExactly("begin page", "store page clean page", "release page");
    assertThat(ledger.of("duplicates"))
        .containsExactly(
            "begin duplicates", "store duplicates duplicates of task t", "release duplicates");
    progress.assertIsSatisfied();
  }

  @Test
  void keepsTheFailureOfOnePageFromTheOthers() {
    assertThat(run("bad", "page").getException()).isNull();
    assertThat(ledger.of("bad"))
        .containsExactly("begin bad", "fail bad the page cannot be read", "release bad");
    assertThat(ledger.of("page")).contains("store page clean page");
  }

  @Test
  void worksOnSeveralPagesAtOnce() {
    ledger.beginTogether(3);
    run("a", "b", "c");
    assertThat(ledger.of("c")).contains("store c clean c");
  }

  private Exchange run(String... refs) {
    List<Item> items = Arrays.stream(refs).map(Item::of).toList();
    return template.send("direct:data-distillation", e -> e.getMessage().setBody(items));
  }
}
