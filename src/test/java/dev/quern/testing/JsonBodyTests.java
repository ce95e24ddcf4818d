package dev.quern.testing;

import static dev.quern.testing.JsonBody.json;
import static dev.quern.testing.PipelineBody.aPipeline;
import static dev.quern.testing.ProviderBody.aProvider;
import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonBodyTests {

  @Test
  void writesFieldsInTheirOrderAndLeavesItselfAsItWas() {
    JsonBody start = json("question", "Why \"here\"?");

    JsonBody more = start.with("tags", List.of("a", "b")).with("cot", null);

    assertThat(more)
        .hasToString("{\"question\":\"Why \\\"here\\\"?\",\"tags\":[\"a\",\"b\"],\"cot\":null}");
    assertThat(start).hasToString("{\"question\":\"Why \\\"here\\\"?\"}");
  }

  @Test
  void gathersTheConfigurationAndTheInputOfATask() {
    assertThat(
            aTask("answer-generation")
                .provider("p")
                .config("parallelism", 2)
                .input("chunk_ids", "x", "y")
                .dependsOn("t")
                .with("max_cost", 5.5))
        .hasToString(
            "{\"task_type\":\"answer-generation\",\"config\":{\"provider_id\":\"p\",\"parallelism\":2},"
                + "\"input\":{\"chunk_ids\":[\"x\",\"y\"]},\"depends_on\":[\"t\"],\"max_cost\":5.5}");
  }

  @Test
  void putsTheStepsOfAPipelineInTurn() {
    assertThat(aPipeline(aTask("text-processing")).input("file_ids", "f").export(json("as", "csv")))
        .hasToString(
            "{\"steps\":[{\"task_type\":\"text-processing\"},{\"export\":{\"as\":\"csv\"}}],"
                + "\"input\":{\"file_ids\":[\"f\"]}}");
  }

  @Test
  void namesTheModelOfAProvider() {
    assertThat(aProvider("p", "http://m/v1").protocol("ollama").with(json("stream", true)))
        .hasToString(
            "{\"id\":\"p\",\"provider\":\"ollama\",\"base_url\":\"http://m/v1\","
                + "\"model\":\"stand-in\",\"stream\":true}");
  }
}
