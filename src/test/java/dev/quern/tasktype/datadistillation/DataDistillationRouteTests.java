package dev.quern.tasktype.datadistillation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.testing.ItemLedger.Item;
import dev.quern.testing.ItemPool;
import dev.quern.testing.RouteTest;
import dev.quern.testing.TaskRouteTest;
import org.apache.camel.test.spring.junit5.MockEndpointsAndSkip;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@RouteTest(
    "camel.main.routes-include-pattern=file:routes/run/task-run.camel.yaml,"
        + "file:routes/tasks/data-distillation.camel.yaml")
@MockEndpointsAndSkip("direct:progress")
class DataDistillationRouteTests extends TaskRouteTest {

  DataDistillationRouteTests() {
    super("data-distillation");
  }

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
}
