package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.testing.Await;
import dev.quern.testing.Faults;
import dev.quern.testing.Replies;
import dev.quern.testing.TraceCollector;
import dev.quern.testing.TraceCollector.Sent;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Where an endpoint is set, traces of task, item and model call arrive there. */
@AutoConfigureObservability
@DirtiesContext
class TracingFlowTests extends FlowTest {

  private static final TraceCollector COLLECTOR = TraceCollector.start();

  @DynamicPropertySource
  static void traces(DynamicPropertyRegistry registry) throws IOException {
    String home = Files.createTempDirectory("quern-traces-").toString();
    registry.add("quern.home", () -> home);
    registry.add("management.otlp.tracing.endpoint", COLLECTOR::url);
    registry.add("management.tracing.sampling.probability", () -> 1.0);
    registry.add("management.opentelemetry.tracing.export.schedule-delay", () -> "100ms");
  }

  @AfterAll
  static void close() {
    COLLECTOR.close();
  }

  @Test
  void traceTaskItemAndModelCall() {
    String project = rest.projectWithChunks(2);
    String provider =
        rest.provider(MODELS.baseUrl(), json("max_tokens", 500).with("temperature", 0.5));
    MODELS.first(1).answer(Faults.broken());
    MODELS.on(request -> true).answer(Replies.text("[\"Where does the mill stand?\"]"));
    String task =
        rest.taskOf(
            "question-generation",
            project,
            provider,
            json("parallelism", 1).with("questions_per_chunk", 1));
    rest.end(task);

    Sent run = await("task question-generation", task, 1).get(0);
    List<Sent> items = await("item question-generation", task, 3);
    assertThat(run.parent()).isEmpty();
    assertThat(items).allSatisfy(item -> assertThat(item.parent()).isEqualTo(run.id()));
    assertThat(items).extracting(Sent::trace).containsOnly(run.trace());
    List<Sent> failed =
        items.stream().filter(item -> item.tags().containsKey("error.type")).toList();
    assertThat(failed).hasSize(1);
    assertThat(children(failed).get(0).tags()).containsEntry("error.type", "server-error");
    List<Sent> done = items.stream().filter(item -> !failed.contains(item)).toList();
    Sent call = children(done).get(0);
    assertThat(call.name()).isEqualTo("chat stand-in");
    assertThat(call.tags())
        .containsEntry("gen_ai.operation.name", "chat")
        .containsEntry("gen_ai.provider.name", "openai")
        .containsEntry("gen_ai.request.model", "stand-in")
        .containsEntry("gen_ai.request.max_tokens", "500")
        .containsEntry("gen_ai.request.temperature", "0.5")
        .containsEntry("gen_ai.response.finish_reasons", "[stop]")
        .containsEntry("server.address", "127.0.0.1")
        .containsEntry("quern.provider.id", provider)
        .doesNotContainKey("error.type");
    assertThat(Integer.parseInt(call.tags().get("gen_ai.usage.input_tokens"))).isPositive();
    assertThat(Integer.parseInt(call.tags().get("gen_ai.usage.output_tokens"))).isPositive();
  }

  private static List<Sent> await(String name, String task, int count) {
    return Await.until(
        count + " spans " + name,
        () ->
            COLLECTOR.spans().stream()
                .filter(s -> s.name().equals(name) && task.equals(s.tags().get("quern.task.id")))
                .toList(),
        spans -> spans.size() == count);
  }

  private static List<Sent> children(List<Sent> parents) {
    return parents.stream()
        .map(
            parent ->
                Await.until(
                        "the call of " + parent,
                        () ->
                            COLLECTOR.spans().stream()
                                .filter(s -> s.parent().equals(parent.id()))
                                .toList(),
                        found -> found.size() == 1)
                    .get(0))
        .toList();
  }
}
