package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static dev.quern.testing.PipelineBody.aPipeline;
import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.testing.Browser;
import dev.quern.testing.PipelineBody;
import dev.quern.testing.Replies;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Takes the pictures of the README: into {@code target/screenshots}, or where {@code
 * -Dquern.screenshots=src/docs} says.
 */
class PageScreenshotsFlowTests extends FlowTest {

  private static final int MAX_BYTES = 150_000;

  private static PipelineBody pipeline(String judge) {
    return aPipeline(
        aTask("text-processing").config("strategy", "markdown"),
        aTask("question-generation").provider("default"),
        aTask("answer-generation").provider("default").config("evidence", true),
        aTask("dataset-evaluation").provider(judge));
  }

  private static final String NO_PATH_OF_THIS_MACHINE =
      "document.querySelectorAll('code').forEach("
          + "code => code.textContent = code.textContent.replace(arguments[0], 'var'))";

  private static final Path FOLDER =
      Path.of(System.getProperty("quern.screenshots", "target/screenshots"));

  @Test
  void takesPicturesOfFiveViews() throws IOException {
    MODELS.replyWith(r -> Replies.text(judgement(r.prompt().length())));
    String project = rest.post("/api/projects", json("name", "mills")).text("/id");
    String at = "/projects/" + project;
    rest.upload("/api" + at + "/files", "from-quern-to-mill.md", sample());
    String judge = "gpu-box";
    rest.post(
        "/api/providers",
        json("id", judge)
            .with("provider", "openai")
            .with("base_url", MODELS.baseUrl())
            .with("model", "qwen3-32b"));
    JsonNode tasks = rest.post("/api" + at + "/pipelines", pipeline(judge)).json().path("tasks");
    tasks.forEach(task -> rest.end(task.path("id").asText()));
    String entry = rest.get("/api" + at + "/datasets?limit=3").text("/items/2/id");
    String file = rest.get("/api" + at + "/files").text("/items/0/id");
    String chunk = rest.get("/api" + at + "/chunks?limit=3").text("/items/2/id");
    try (Browser browser = Browser.at("http://127.0.0.1:" + port).size(1080, 620)) {
      picture(browser, "start", "/");
      picture(browser, "task", "/tasks/" + tasks.get(3).path("id").asText() + "?items=done");
      picture(browser, "text", at + "/files/" + file + "?chunk=" + chunk);
      picture(browser, "entries", at + "/entries");
      picture(browser.prefers("dark"), "entry", at + "/entries/" + entry);
    }
    rest.delete("/api" + at);
    rest.delete("/api/providers/" + judge);
  }

  /** Scores that differ from entry to entry, and are the same each time. */
  private static String judgement(int length) {
    double quality = 3 + length % 5 / 2.0;
    return """
        {"question_quality": %1$s, "answer_quality": %1$s, "text_relevance": 5,
         "overall_consistency": 4.5, "evaluation": "The answer says what the text says."}
        """
        .formatted(quality);
  }

  private static String sample() throws IOException {
    try (InputStream in =
        PageScreenshotsFlowTests.class.getResourceAsStream("/sample/from-quern-to-mill.md")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void picture(Browser browser, String name, String path) throws IOException {
    browser.open(path);
    assertThat(browser.all("main .tabs, main .chain, main .steps")).as(path).isNotEmpty();
    browser.run(NO_PATH_OF_THIS_MACHINE, HOME.toAbsolutePath().toString());
    byte[] png = browser.picture();
    assertThat(png.length).as(name).isBetween(5_000, MAX_BYTES);
    Files.createDirectories(FOLDER);
    Files.write(FOLDER.resolve(name + ".png"), png);
  }
}
