package dev.quern.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.quern.document.ExtractedText;
import dev.quern.pipeline.PipelineSteps;
import dev.quern.pipeline.intake.Arrivals;
import dev.quern.pipeline.intake.DocumentIntake;
import dev.quern.pipeline.intake.ImageIntake;
import dev.quern.pipeline.intake.IncomingFile;
import dev.quern.testing.Replies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** Two processes of one home watch one inbox: each finds a dropped file, one takes it in. */
class TwoIntakesFlowTests extends FlowTest {

  @Autowired private Arrivals arrivals;
  @Autowired private DocumentIntake documents;
  @Autowired private ImageIntake images;
  @TempDir private Path folder;

  @Test
  void takeADocumentInOnce() throws Exception {
    String project = rest.project();
    Path file = Files.writeString(folder.resolve("mills.md"), "The mill of " + project);
    ExtractedText text = new ExtractedText(file, "text/markdown", Files.size(file));
    IncomingFile arrival = arrival(project, file, "- {task_type: text-processing}");

    twice(() -> documents.accept(arrival, text));

    assertThat(pipelines(project)).isOne();
    assertThat(tasks(project)).isOne();
  }

  @Test
  void takeAnImageInOnce() throws Exception {
    String project = rest.project();
    Path file = folder.resolve("mill.png");
    Files.copy(Path.of("src/test/resources/images/mill.png"), file);
    String step = "- {task_type: image-question-generation, config: {provider_id: %s}}";
    IncomingFile arrival = arrival(project, file, step.formatted(rest.provider(MODELS.baseUrl())));
    MODELS.replyWith(request -> Replies.questions(1));

    twice(() -> images.accept(arrival));

    assertThat(pipelines(project)).isOne();
    assertThat(tasks(project)).isOne();
  }

  private IncomingFile arrival(String project, Path file, String steps) throws IOException {
    IncomingFile sent = arrivals.sent(project, file, file.getFileName().toString(), null);
    return new IncomingFile(
        project,
        file,
        sent.fileName(),
        sent.stored(),
        PipelineSteps.of(new YAMLMapper().readTree(steps)));
  }

  private static <T> void twice(Callable<T> take) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (Future<T> taken : threads.invokeAll(List.of(take, take))) {
        assertThat(taken.get()).isNotNull();
      }
    } finally {
      threads.shutdown();
    }
  }

  private long pipelines(String project) {
    return jdbc.sql("select count(*) from pipeline where project_id = ?")
        .param(project)
        .query(Long.class)
        .single();
  }

  /** How many there are; they end first, or they would ask the model of the next test. */
  private long tasks(String project) {
    JsonNode tasks = rest.get("/api/tasks?project_id=" + project).json();
    tasks.path("items").forEach(task -> rest.end(task.path("id").asText()));
    return tasks.path("total").asLong();
  }
}
