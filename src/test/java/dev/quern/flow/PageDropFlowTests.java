package dev.quern.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.testing.Await;
import dev.quern.testing.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a file that is dropped is said beside it, also where nothing comes of it. */
class PageDropFlowTests extends FlowTest {

  private static final String STEPLESS = "stored; the pipeline of this project has no step";

  @TempDir private Path folder;

  private String text(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  @Test
  void isSaidOfEachFile() throws IOException {
    String project = rest.project();
    String mill = Path.of("src/test/resources/images/mill.png").toAbsolutePath().toString();
    String broken = text("broken.docx", "PK\003\004 This is no Word document.");
    try (Browser browser = Browser.at("http://127.0.0.1:" + port)) {
      browser.open("/projects/" + project + "/files");
      assertThat(browser.all("#files tr[data-row]")).isEmpty();
      browser
          .find("input[type=file]")
          .sendKeys(text("mill.md", "# Mills\n\nIt grinds.") + "\n" + broken + "\n" + mill);

      browser.awaitText(".uploads li:nth-child(3)", STEPLESS);
      assertThat(browser.text(".uploads li:nth-child(1)")).endsWith("started");
      assertThat(browser.text(".uploads li:nth-child(2) .bad"))
          .contains(".docx")
          .doesNotStartWith("stored");
      browser.awaitText("#files tr[data-row]", "mill.md");
      Await.until("the figures are new", () -> browser.text(".n-files").equals("1"));
      assertThat(browser.find(".after a").getDomProperty("href"))
          .endsWith("/projects/" + project + "/tasks");

      Path own = HOME.resolve("inbox").resolve(rest.get("/api/projects/" + project).text("/name"));
      Files.writeString(
          Files.createDirectories(own).resolve("pipeline.yaml"),
          "- {task_type: text-processing}\n"
              + "- {task_type: question-generation, config: {provider_id: gone}}\n");
      browser.find("input[type=file]").sendKeys(text("quern.md", "# Querns\n\nThey grind."));
      browser.awaitText(".uploads li:nth-child(4) .bad", "a provider that does not exist: 'gone'");
      assertThat(browser.text(".uploads li:nth-child(4)")).contains("stored, but not started: ");
      browser.awaitText("#files", "quern.md");

      browser.open("/");
      browser.find("#drop-project").clear();
      browser.find("input[type=file]").sendKeys(mill);
      browser.awaitText(".uploads .bad", "name");
      browser.find("#drop-project").sendKeys("pictures-" + project);
      browser.find("input[type=file]").sendKeys(mill);
      browser.awaitText(".uploads li:nth-child(2)", STEPLESS);
    }
  }
}
