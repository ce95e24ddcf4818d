package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.Ids;
import dev.quern.testing.PlainPage;
import dev.quern.testing.PlainPage.View;
import dev.quern.testing.Replies;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people and links can send that cannot be taken: it is said, and is no error of ours. */
class PageInputFlowTests extends FlowTest {

  private PlainPage page;
  private String project;

  @BeforeEach
  void openPage() {
    page = new PlainPage("http://127.0.0.1:" + port);
    project = rest.project();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/projects?page=x | 400 | page",
        "/projects?page=-1 | 400 | page",
        "/projects?page=99999999999 | 400 | page",
        "/projects?page=2147483647 | 200 | ",
        "/tasks?page=x | 400 | page",
        "/tasks?page=-1 | 400 | page",
        "/tasks?state=none-such | 200 | ",
        "/projects/P/files?page=x | 400 | page",
        "/projects/P/files?page=-1 | 400 | page",
        "/projects/P/images?page=-1 | 400 | page",
        "/projects/P/tasks?page=1e2 | 400 | page",
        "/projects/P/prompts/typo | 404 | typo",
        "/projects/P/prompts/question-generation?language=xx | 404 | xx",
        "/projects/P/prompts?language=xx | 200 | ",
        "/projects/P/tasks/new?type=typo | 400 | typo",
        "/projects/P/entries?did=%7B&n=1 | 200 | ",
        "/projects/P/entries?min_score=x&confirmed=x&sort=x&after=x | 200 | ",
        "/projects/P/entries/bulk?action=%7B | 400 | action",
        "/projects/P/entries/bulk?action=confirm&min_score=7 | 400 | min_score",
        "/projects/P/entries/bulk?action=confirm&confirmed=yes | 400 | confirmed",
        "/projects/P/entries/bulk?action=remove&tags=%2C | 400 | tags",
        "/projects/P/entries/bulk?action=remove&file_id=%2C+%2C | 400 | file_id",
        "/sign-in?wrong=x | 400 | wrong",
        "/language?tag=xx | 200 | ",
        "/playground?project=P&chunk=none | 404 | none"
      })
  void isAnsweredWithWhatIsWrong(String path, int status, String word) {
    View view =
        page.open(path.replace("/P/", "/" + project + "/").replace("=P&", "=" + project + "&"));

    assertThat(view.status()).as(view.text("body")).isEqualTo(status);
    if (word != null) {
      assertThat(view.text(".fault")).contains(word);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/projects/P/entries/undo | at | yesterday | 400",
        "/projects/P/entries/undo | at | 2026-01-01T00:00:00Z | 200",
        "/projects/%7Bx%7D/entries/undo | at | 2026-01-01T00:00:00Z | 404",
        "/projects/%7Bx%7D/entries/restore | id | none | 404",
        "/projects/P/entries/restore | none | x | 200",
        "/projects/P/entries/bulk?action=remove | tags | , | 400",
        "/projects/P/entries/bulk?action=tag | tag | , | 400",
        "/projects/P/entries/bulk | action | { | 400",
        "/projects/P/prompts/typo/reset | language | en | 404",
        "/projects/P/prompts/question-generation/reset | language | {x} | 404",
        "/tasks/T/change | parallelism | 1e2 | 400",
        "/tasks/T/change | priority | 99999999999 | 400",
        "/tasks/T/resume | parallelism | x | 400",
        "/projects/P/tasks/new | priority | 99999999999 | 200",
        "/projects/P/tasks/new | config.questions_per_chunk | 99999999999 | 200"
      })
  void isRefusedWhenItIsPosted(String path, String name, String value, int status) {
    MODELS.replyWith(request -> Replies.questions(1)); // so that the task ends
    String task = path.contains("/T/") ? questionTask(rest.projectWithChunks(1)) : "";
    View view =
        page.post(
            path.replace("/P/", "/" + project + "/").replace("/T/", "/" + task + "/"),
            Map.of(name, value, "type", "question-generation"));

    assertThat(view.status()).as(view.text("body")).isEqualTo(status);
    if (status == 400 || path.contains("tasks/new")) {
      assertThat(view.html().select(".fault").text()).contains(name.replace("config.", ""));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "strategy=DELIMITER&chunk_size=1500&overlap=200&delimiter=, delimiter",
    "strategy=RECURSIVE&chunk_size=100&overlap=100, overlap",
    "strategy=RECURSIVE&chunk_size=1e2&overlap=1, chunk_size",
    "strategy=RECURSIVE&chunk_size=99999999999&overlap=1, chunk_size",
    "strategy=RECURSIVE&chunk_size=0, chunk_size",
    "strategy=RECURSIVE&chunk_size=100&overlap=-1, overlap"
  })
  void isSaidInThePreviewOfASplit(String query, String field) {
    String file =
        rest.upload("/api/projects/" + project + "/files", "a.txt", "Mills grind.").text("/0/id");

    View view = page.open("/projects/" + project + "/files/" + file + "/split?" + query);

    assertThat(view.status()).as(view.text("body")).isEqualTo(200);
    assertThat(view.text(".fault")).contains(field);
    View good =
        page.open(
            "/projects/"
                + project
                + "/files/"
                + file
                + "/split?strategy=AUTO&chunk_size=&overlap=");
    assertThat(good.html().select("li").eachText()).contains("Mills grind.");
  }

  @Test
  void isTriedWithAllThatATaskWouldSplitBy() {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= 12; i++) {
      text.append("# Part ")
          .append(i)
          .append("\n\n")
          .append("It grinds. ".repeat(11))
          .append("\n\n");
    }
    String file =
        rest.upload("/api/projects/" + project + "/files", "a.md", text.toString()).text("/0/id");
    String split = "/projects/" + project + "/files/" + file + "/split?strategy=MARKDOWN";
    assertThat(page.open(split + "&chunk_size=300&overlap=200").text("p b")).startsWith("1 chunk");

    View tried = page.open(split + "&chunk_size=1500&overlap=200&min_length=200&max_length=400");

    long shown = Long.parseLong(tried.text("p b").replaceFirst(" .*", ""));
    View form = page.open(tried.find("#split-run").attr("href"));
    View made = page.submit(form, "#task-form");
    rest.end(made.path().replaceFirst("/tasks/", ""));
    assertThat(rest.total(project, "chunks")).isEqualTo(shown).isGreaterThan(1);
  }

  @Test
  void isAskedForWhereATagIsMissing() {
    String bulk = "/projects/" + project + "/entries/bulk?action=tag&tag=";

    assertThat(page.open(bulk + "%20").html().select("#tag[required]")).hasSize(1);
    assertThat(page.open(bulk + "old").html().select("input[name=tag][value=old]"))
        .singleElement()
        .satisfies(field -> assertThat(field.attr("type")).isEqualTo("hidden"));
  }

  @Test
  void isSaidWhenThereIsNothingToRunForADocument() throws IOException {
    String name = rest.get("/api/projects/" + project).text("/name");
    Path folder = HOME.resolve("inbox").resolve(name);
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("pipeline.yaml"),
        "- {task_type: image-question-generation, config: {provider_id: default}}\n");
    String file =
        rest.upload("/api/projects/" + project + "/files", "a.txt", "Mills grind.").text("/0/id");

    View view = page.post("/projects/" + project + "/files/" + file + "/process", Map.of());

    assertThat(view.status()).as(view.text("body")).isEqualTo(409);
    assertThat(view.text(".fault")).contains("pipeline", "document");
  }

  @Test
  void leadsBackToItsFormByAChoiceOfLanguage() {
    String task =
        rest.task(project, aTask("text-processing").with("run_at", "2099-01-01T00:00:00Z"));
    View refused = page.open("/tasks/" + task);
    for (int i = 0; i < 2; i++) {
      refused = page.submit(refused, "form[action$=/change]", Map.of("priority", "5000"));
      assertThat(refused.text(".fault")).contains("priority");
    }
    View turkish = page.submit(refused, "form.language", Map.of("tag", "tr"));
    assertThat(turkish.path()).isEqualTo("/tasks/" + task);

    String other = rest.projectWithChunks(1);
    String chunk = rest.get("/api/projects/" + other + "/chunks").text("/items/0/id");
    View last = page.open("/projects/" + other + "/chunks/" + chunk + "?x=1");
    View problem = page.submit(last, "form[action$=/merge]");
    assertThat(problem.status()).isEqualTo(409);
    assertThat(page.submit(problem, "form.language", Map.of("tag", "en")).path())
        .isEqualTo(last.path());

    Rest.Reply typed =
        rest.send(
            "GET", "/tasks/" + task + "/change", BodyPublishers.noBody(), "Accept", "text/html");
    assertThat(typed.status()).isEqualTo(405);
    assertThat(typed.contentType()).startsWith("text/html");
    assertThat(rest.get("/tasks/" + task + "/change").contentType()).contains("problem+json");
  }

  @Test
  void goesThroughThePipelineOfTheFolderThatHasTheNameOfTheProject() throws IOException {
    String name = "Mills: part 1? " + Ids.next();
    project = rest.post("/api/projects", json("name", name)).text("/id");
    Path folder = Files.createDirectories(HOME.resolve("inbox").resolve(name));
    Files.writeString(folder.resolve("pipeline.yaml"), "- {task_type: text-processing}\n");
    String file =
        rest.upload("/api/projects/" + project + "/files", "a.txt", "Mills grind.").text("/0/id");

    page.post("/projects/" + project + "/files/" + file + "/process", Map.of());

    assertThat(rest.get("/api/tasks?project_id=" + project).json().path("items"))
        .extracting(task -> task.path("task_type").asText())
        .containsExactly("text-processing");
  }

  @Test
  void isKeptByAFormThatIsRefused() {
    View form = page.open("/projects/" + project + "/tasks/new?type=data-distillation");
    assertThat(form.html().select("[name='config.keep_first'][checked]")).hasSize(1);
    form.find("[name='config.keep_first']").removeAttr("checked");
    form.find("[name='config.remove_duplicates']").attr("checked", "");
    String threshold = "[name='config.near_duplicates']";

    View refused = page.submit(form, "#task-form", Map.of("priority", "x"));

    assertThat(refused.html().select("[name='config.keep_first'][checked]")).isEmpty();
    assertThat(refused.html().select("[name='config.remove_duplicates'][checked]")).hasSize(1);
    assertThat(refused.find(threshold).attr("value")).isEmpty();
    View again = page.submit(refused, "#task-form", Map.of("priority", "1"));
    String task = again.path().replaceFirst("/tasks/", "");
    assertThat(rest.get("/api/tasks/" + task).json().at("/config/keep_first").asBoolean(true))
        .isFalse();
  }

  @Test
  void isKeptWithAllThatWasTypedWithIt() {
    View form = page.open("/projects/" + project + "/tasks/new?type=question-generation");
    String count = "[name='config.questions_per_chunk']";
    assertThat(form.find(count).attr("value")).isEqualTo("3");

    View emptied =
        page.submit(
            form,
            "#task-form",
            Map.of("priority", "x", "cache", "true", "config.questions_per_chunk", ""));

    assertThat(emptied.html().select("[name=cache][checked]")).hasSize(1);
    assertThat(emptied.find(count).attr("value")).isEmpty();
    View refused =
        page.submit(
            page.open("/projects/" + project + "/tasks/new?type=question-generation"),
            "#task-form",
            Map.of("priority", "99999999999", "config.label", "typed"));

    assertThat(refused.find("[name=priority]").attr("value")).isEqualTo("99999999999");
    assertThat(refused.find("[name='config.label']").attr("value")).isEqualTo("typed");
  }

  @Test
  void takesALabelALineWithItsCommas() {
    View form = page.open("/projects/" + project + "/tasks/new?type=answer-generation");

    View made =
        page.submit(
            form,
            "#task-form",
            Map.of(
                "config.question_template.answer_type", "label",
                "config.question_template.labels", "Yes, fully\r\nYes, in part\r\n\r\nNo"));

    String task = made.path().replaceFirst("/tasks/", "");
    assertThat(
            rest.get("/api/tasks/" + task).json().at("/config/question_template/labels").toString())
        .isEqualTo("[\"Yes, fully\",\"Yes, in part\",\"No\"]");
  }
}
