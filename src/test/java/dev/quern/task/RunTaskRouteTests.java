package dev.quern.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.task.queue.RunRequest;
import dev.quern.testing.RouteTest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.EndpointInject;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.spring.junit5.MockEndpointsAndSkip;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@RouteTest(
    "camel.main.routes-include-pattern=file:routes/run/run-task.camel.yaml,"
        + "file:routes/run/run-to-end.camel.yaml")
@MockEndpointsAndSkip("direct:finish-pipelines")
class RunTaskRouteTests {

  /** A run, as far as the route looks into it. */
  public record OpenRun(OpenTask task) {}

  /** Its task. */
  public record OpenTask(String taskType) {}

  /** In the place of the bean {@code runs}: opens a run of the type that the task is called by. */
  public static class Ledger {
    final List<String> notes = new CopyOnWriteArrayList<>();
    private @Nullable String brokenAtClose;

    public @Nullable OpenRun open(RunRequest request) {
      String type = request.taskId();
      if (type.equals("no-database")) {
        throw new IllegalStateException("the database is away");
      }
      return type.equals("ended") ? null : new OpenRun(new OpenTask(type));
    }

    public void close(OpenRun run, @Nullable Throwable failure) {
      notes.add(run.task().taskType() + " " + (failure == null ? "fine" : failure.getMessage()));
      if (brokenAtClose != null) {
        throw new IllegalStateException(brokenAtClose);
      }
    }
  }

  /** In the place of the bean {@code callLog}. */
  public static class Calls {
    public void flush() {}
  }

  @Configuration
  static class Beans {
    @Bean
    Calls callLog() {
      return new Calls();
    }

    @Bean
    Ledger runs() {
      return new Ledger();
    }

    @Bean
    RouteBuilder taskTypes() {
      return new RouteBuilder() {
        @Override
        public void configure() {
          from("direct:good").to("mock:good");
          from("direct:bad").throwException(new IllegalStateException("the pool is shut down"));
        }
      };
    }
  }

  @Autowired private ProducerTemplate template;
  @Autowired private Ledger runs;

  @EndpointInject("mock:good")
  private MockEndpoint good;

  @EndpointInject("mock:direct:finish-pipelines")
  private MockEndpoint finish;

  @BeforeEach
  void beginAnew() {
    runs.notes.clear();
    runs.brokenAtClose = null;
    MockEndpoint.resetMocks(template.getCamelContext());
  }

  @Test
  void takesTheRunToTheRouteOfItsTypeAndClosesIt() throws Exception {
    OpenRun run = new OpenRun(new OpenTask("good"));
    good.expectedBodiesReceived(run);
    good.expectedPropertyReceived("run", run);
    finish.expectedMessageCount(1);
    assertThat(run("good").getException()).isNull();
    assertThat(runs.notes).containsExactly("good fine");
    MockEndpoint.assertIsSatisfied(good, finish);
  }

  @Test
  void doesNothingForATaskThatHasEndedSince() throws Exception {
    good.expectedMessageCount(0);
    finish.expectedMessageCount(0);
    assertThat(run("ended").getException()).isNull();
    assertThat(runs.notes).isEmpty();
    MockEndpoint.assertIsSatisfied(good, finish);
  }

  @Test
  void closesTheRunWithWhatItsRouteThrows() throws Exception {
    finish.expectedMessageCount(1);
    assertThat(run("bad").getException()).isNull();
    assertThat(runs.notes).containsExactly("bad the pool is shut down");
    finish.assertIsSatisfied();
  }

  @Test
  void closesTheRunOfATypeWithoutARoute() {
    assertThat(run("no-such-type").getException()).isNull();
    assertThat(runs.notes)
        .singleElement()
        .asString()
        .startsWith("no-such-type No consumers available");
  }

  @Test
  void tellsTheSchedulerThatARunCouldNotBeOpened() {
    assertThat(run("no-database").getException()).hasMessageContaining("the database is away");
    assertThat(runs.notes).isEmpty();
  }

  @Test
  void tellsTheSchedulerThatARunCouldNotBeClosed() throws Exception {
    runs.brokenAtClose = "the database is away";
    finish.expectedMessageCount(0);
    assertThat(run("good").getException()).hasMessageContaining("the database is away");
    finish.assertIsSatisfied();
  }

  @Test
  void tellsTheSchedulerThatARunThatFailedCouldNotBeClosed() {
    runs.brokenAtClose = "the database is away";
    assertThat(run("bad").getException()).hasMessageContaining("the database is away");
  }

  @Test
  void doesNotTakeTheFailureOfOneRunForThatOfTheNext() {
    run("bad");
    run("good");
    assertThat(runs.notes).containsExactly("bad the pool is shut down", "good fine");
  }

  private Exchange run(String taskId) {
    return template.send("direct:run-task", e -> e.getMessage().setBody(new RunRequest(taskId, 1)));
  }
}
