package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.Ids;
import dev.quern.testing.Await;
import dev.quern.testing.Browser;
import dev.quern.testing.Faults;
import dev.quern.testing.Replies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser: what a person does with it. */
class PageFlowTests extends FlowTest {

  private Browser browser;

  @BeforeEach
  void openBrowser() {
    browser = Browser.at("http://127.0.0.1:" + port);
  }

  @AfterEach
  void closeBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void goesFromADroppedFileToADownloadedDataset(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("mill.md");
    Files.writeString(
        file, "# Mills\n\nThe mill was built by Vitruvius in 25 BC. It grinds grain into meal.\n");
    String name = "dropped-" + Ids.next();
    browser.open("/");
    browser.find("#drop-project").clear();
    browser.find("#drop-project").sendKeys(name);
    browser.find("input[type=file]").sendKeys(file.toString());

    Await.until("the tasks are shown", () -> browser.path().endsWith("/tasks"));
    String project = browser.path().replaceFirst("/projects/([^/]+)/.*", "$1");
    assertThat(rest.get("/api/projects/" + project).text("/name")).isEqualTo(name);
    Await.until(
        "all three tasks have completed", () -> browser.all("#tasks .badge.completed").size() == 3);
    browser.open("/projects/" + project + "/entries");
    assertThat(browser.all("#entries tbody tr")).isNotEmpty();
    assertThat(browser.complaints()).isEmpty();
    browser.open("/projects/" + project + "/export");
    browser.awaitText("#preview", "\"instruction\"");
    String form = browser.find("form[data-export]").getDomProperty("action");
    assertThat(rest.get(form.replaceFirst(".*?(/api)", "$1")).text()).contains("instruction");

    browser.click("#kind option[value=conversations]");
    Await.until("it cannot be exported so", () -> !browser.find("#download").isEnabled());
    browser.click("#kind option[value=datasets]");
    Await.until("it can be", () -> browser.find("#download").isEnabled());
    String count = browser.text("#export-count");
    Path more = folder.resolve("more.jsonl");
    Files.writeString(more, "{\"instruction\": \"Who?\", \"input\": \"\", \"output\": \"I.\"}\n");
    browser.click("details summary");
    browser.find("#import-file").sendKeys(more.toString());
    browser.click("form[data-import] button");
    browser.awaitText("#report", "\"imported\": 1");
    Await.until("it is counted", () -> !browser.text("#export-count").equals(count));
  }

  @Test
  void cancelsATaskThatIsWatchedLive() {
    String project = rest.projectWithChunks(20);
    MODELS.first(5).answer(Replies.questions(List.of("A?")));
    MODELS.replyWith(r -> Faults.silence());
    String task = questionTask(project, json("parallelism", 2));
    browser.open("/tasks/" + task);
    browser.awaitText("#completed", "5");

    browser.click("#cancel");

    browser.awaitText("#state", "interrupted");
    assertThat(browser.text("#completed")).isEqualTo("5");
    assertThat(rest.get("/api/tasks/" + task).text("/state")).isEqualTo("interrupted");
  }

  @Test
  void showsWhatAModelSaidAndTriesAgain() {
    String project = rest.projectWithChunks(2);
    MODELS.replyWith(r -> Replies.text("I would rather <b>not</b>."));
    String task = questionTask(project);
    rest.end(task);
    browser.open("/tasks/" + task);
    browser.awaitText("#failed", "2");
    browser.click("#items details summary");
    assertThat(browser.text("#items details[open] pre")).contains("I would rather <b>not</b>.");

    MODELS.replyWith(r -> Replies.questions(List.of("Who?")));
    browser.click("#again");

    browser.awaitText("#state", "completed");
    assertThat(browser.text("#completed")).isEqualTo("2");
  }

  @Test
  void showsTheFiguresThatRestSays() {
    String project = rest.projectWithChunks(6);
    MODELS.first(4).answer(Faults.broken());
    MODELS.replyWith(r -> Replies.questions(List.of("A?", "B?")));
    String task = questionTask(project, json("max_attempts", 1));
    JsonNode ended = rest.end(task);

    browser.open("/tasks/" + task);

    assertThat(browser.text("#completed")).isEqualTo(ended.path("completed_count").asText());
    assertThat(browser.text("#total")).isEqualTo(ended.path("total_count").asText());
    assertThat(browser.text("#failed")).isEqualTo(ended.path("failed_count").asText());
    assertThat(browser.text("#calls")).isEqualTo(ended.at("/usage/calls").asText());
    assertThat(browser.text("#tokens").replace(",", ""))
        .isEqualTo(
            ended.at("/usage/input_tokens").asText()
                + " + "
                + ended.at("/usage/output_tokens").asText());
    browser.open("/projects/" + project + "/files");
    assertThat(browser.text(".n-chunks")).isEqualTo("" + rest.total(project, "chunks"));
    assertThat(browser.text(".n-questions")).isEqualTo("" + rest.total(project, "questions"));
    String provider = ended.at("/model_info/provider_id").asText();
    browser.open("/providers/" + provider);
    assertThat(browser.text("#calls"))
        .isEqualTo(rest.get("/api/usage?provider_id=" + provider).text("/calls"));
  }

  @Test
  void showsScriptsAndRunsNone() {
    String script = "<script>document.title='run'</script><img src=x onerror=\"alert(1)\">";
    String project = rest.project();
    rest.upload("/api/projects/" + project + "/files", "<img src=x onerror=alert(1)>.txt", script);
    JsonNode entry =
        rest.post(
                "/api/projects/" + project + "/datasets",
                json("question", script)
                    .with("answer", script)
                    .with("cot", script)
                    .with("tags", List.of("<b>t</b>")))
            .json();

    for (String path : new String[] {"files", "entries", "entries/" + entry.path("id").asText()}) {
      browser.open("/projects/" + project + "/" + path);
      assertThat(browser.run("return document.title")).as(path).asString().doesNotStartWith("run");
      assertThat(browser.all("main img[src=x], main script")).as(path).isEmpty();
      assertThat(browser.complaints()).as(path).isEmpty();
    }
    assertThat(browser.text("#question")).contains("<script>document.title='run'</script>");
    assertThat(browser.text("#answer")).contains("onerror=\"alert(1)\"");
  }

  @Test
  void saysThatTheServerIsAwayAndComesBackByItself() {
    browser.open("/projects");
    browser.run(
        "window.real = window.fetch; window.fetch = () => Promise.reject(new Error('away'));"
            + "window.loaded = true;");
    Await.until("it says so", () -> browser.find("#away").isDisplayed());

    browser.run("window.fetch = window.real");

    Await.until("it has loaded itself again", () -> browser.run("return window.loaded") == null);
    assertThat(browser.find("#away").isDisplayed()).isFalse();
  }

  @Test
  void findsAndRemovesAndBringsBackByFilter() {
    String project = rest.project();
    for (int i = 0; i < 3; i++) {
      entry(project, "Which mill is number " + i + "?");
    }
    entry(project, "What is a quern?");
    browser.open("/projects/" + project + "/entries?q=mill");
    assertThat(browser.all("#entries tbody tr")).hasSize(3);
    browser.click(".folded details:last-child summary");
    browser.run("document.getElementById('action').value = 'remove'");
    browser.click(".folded .bar button");
    assertThat(browser.text("#bulk-count")).contains("3");
    browser.click("#go");
    Await.until("one is left", () -> browser.all("#entries tbody tr").size() == 1);
    assertThat(rest.total(project, "datasets")).isEqualTo(1);

    browser.click("#undo");

    Await.until("all are back", () -> browser.all("#entries tbody tr").size() == 4);
    assertThat(rest.total(project, "datasets")).isEqualTo(4);
  }

  @Test
  void editsAnEntryAndSaysWhatIsWrongByTheForm() {
    String project = rest.project();
    String id = entry(project, "What is a quern?");
    browser.open("/projects/" + project + "/entries/" + id + "?edit=true");
    browser.find("#e-score").sendKeys("7");
    browser.click("form[data-guard] button");
    browser.awaitText(".fault", "from 0 to 5");
    browser.find("#e-score").clear();
    browser.find("#e-score").sendKeys("4.5");
    browser.find("#e-tags").sendKeys("good, old");
    browser.click("form[data-guard] button");

    browser.awaitText(".score b", "4.5");
    JsonNode stored = rest.get("/api/projects/" + project + "/datasets/" + id).json();
    assertThat(stored.path("score").asDouble()).isEqualTo(4.5);
    assertThat(stored.path("tags")).extracting(JsonNode::asText).containsExactly("good", "old");
  }

  @Test
  void asksBeforeTypedTextIsLostAndCutsOnlyWhatIsSaved() {
    String project = rest.projectWithChunks(2);
    String chunk = rest.get("/api/projects/" + project + "/chunks").text("/items/0/id");
    browser.open("/projects/" + project + "/chunks/" + chunk);
    assertThat(browser.find("form[data-stored] button").isEnabled()).isTrue();
    assertThat(asks()).isFalse();
    browser.find("#content").sendKeys("More. ");

    for (var button : browser.all("form[data-stored] button")) {
      assertThat(button.isEnabled()).isFalse();
    }
    assertThat(browser.text("[data-unsaved]")).isEqualTo("There are changes that are not saved.");
    send("form.language");
    send("form[action$='/delete']");
    assertThat(asks()).isTrue();
    send("form[data-guard]");
    assertThat(asks()).isFalse();
  }

  /** Sends a form as a click on its button does, and stays. */
  private void send(String form) {
    browser.run(
        "const form = document.querySelector(arguments[0]);"
            + "form.addEventListener('submit', event => event.preventDefault());"
            + "form.requestSubmit();",
        form);
  }

  /** Whether a browser that leaves would ask. */
  private boolean asks() {
    return (Boolean)
        browser.run("return !window.dispatchEvent(new Event('beforeunload', {cancelable: true}))");
  }

  @Test
  void startsATaskByItsFormWithTheEstimateBeside() {
    String project = rest.projectWithChunks(4);
    browser.open("/projects/" + project + "/tasks/new?type=question-generation");
    browser.awaitText("#estimate", "4");
    browser.find("[name='config.questions_per_chunk']").clear();
    browser.find("[name='config.questions_per_chunk']").sendKeys("500");
    browser.click("aside button");
    browser.awaitText(".fault", "between 1 and 100");
    browser.find("[name='config.questions_per_chunk']").clear();
    browser.find("[name='config.questions_per_chunk']").sendKeys("2");
    browser.click("aside button");

    Await.until("the task is shown", () -> browser.path().startsWith("/tasks/"));
    String task = browser.path().replaceFirst("/tasks/", "");
    JsonNode ended = rest.end(task);
    assertThat(ended.at("/config/questions_per_chunk").asInt()).isEqualTo(2);
    browser.awaitText("#state", "completed");
  }

  @Test
  void opensTheLastPageOfALongListLikeTheFirst() {
    String project = rest.project();
    jdbc.sql(
            """
            insert into dataset_entry (id, project_id, question, answer, cot, answer_type, tags, create_at, update_at)
            select 'row-' || :project || '-' || n, :project, 'Question ' || n || '?', 'Answer ' || n, '', 'text', '{}',
                   timestamptz '2026-01-01' + n * interval '1 second', now()
            from generate_series(1, 12345) n
            """)
        .param("project", project)
        .update();
    browser.open("/projects/" + project + "/entries");
    assertThat(browser.text("#count")).isEqualTo("10,000+");
    assertThat(browser.text("#entries tbody td a")).isEqualTo("Question 1?");

    browser.click("a[data-key=End]");

    Await.until("the end is shown", () -> browser.path().contains("before=end"));
    assertThat(browser.all("#entries tbody tr")).hasSize(50);
    assertThat(browser.all("#entries tbody tr td:first-child").get(49).getText())
        .isEqualTo("Question 12345?");
    browser.click("a[data-key=ArrowLeft]");
    Await.until("the page before it", () -> browser.path().contains("before=row"));
    assertThat(browser.all("#entries tbody tr td:first-child").get(49).getText())
        .isEqualTo("Question 12295?");
    browser.click("#entries tbody td a");
    browser.awaitText("#question", "Question 12246?");
    browser.click("a[data-key=ArrowRight]");
    browser.awaitText("#question", "Question 12247?");
  }

  @Test
  void saysThatThereIsNoSuchViewInTheReadersWords() {
    browser.open("/nothing-here");
    assertThat(browser.text("h1")).isEqualTo("That did not work");
    assertThat(rest.get("/nothing-here").contentType()).contains("application/problem+json");
  }

  private String entry(String project, String question) {
    return rest.post(
            "/api/projects/" + project + "/datasets",
            json("question", question).with("answer", "It grinds."))
        .text("/id");
  }
}
