package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static dev.quern.testing.PipelineBody.aPipeline;
import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.testing.Await;
import dev.quern.testing.Browser;
import dev.quern.testing.Faults;
import dev.quern.testing.PlainPage;
import dev.quern.testing.PlainPage.View;
import dev.quern.testing.Replies;
import java.util.List;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** A task that is watched: one stream for as long as it runs, and none after it. */
class PageTaskFlowTests extends FlowTest {

  private String laterTask() {
    return rest.task(
        rest.project(), aTask("text-processing").with("run_at", "2099-01-01T00:00:00Z"));
  }

  @Test
  void keepsOneStreamOpenUntilTheEnd() {
    String task = laterTask();
    try (Browser browser = Browser.at("http://127.0.0.1:" + port)) {
      browser.open("/tasks/" + task);
      browser.run(
          "window.opened = 0; window.ended = 0;"
              + "document.body.addEventListener('htmx:sseOpen', () => window.opened++);"
              + "document.body.addEventListener('htmx:sseClose', () => window.ended++);"
              + "document.getElementById('cancel').focus();");
      for (String act : new String[] {"pause", "resume", "pause"}) {
        assertThat(rest.post("/api/tasks/" + task + "/" + act).status()).isEqualTo(202);
        browser.awaitText("#state", act.equals("pause") ? "paused" : "waiting");
      }
      assertThat(number(browser, "opened")).isLessThanOrEqualTo(1);
      assertThat(number(browser, "ended")).isZero();
      assertThat(browser.focused().getDomAttribute("id")).isEqualTo("cancel");

      rest.post("/api/tasks/" + task + "/cancel");

      browser.awaitText("#state", "interrupted");
      Await.until("the stream is closed", () -> number(browser, "ended") == 1);
      assertThat(number(browser, "opened")).isLessThanOrEqualTo(1);
      assertThat(browser.all("[sse-connect]")).isEmpty();
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void takesAPressThatLastsWhileTheFiguresChange() {
    String task = laterTask();
    try (Browser browser = Browser.at("http://127.0.0.1:" + port)) {
      browser.open("/tasks/" + task);
      browser.run(
          "window.swaps = 0;"
              + "document.body.addEventListener('htmx:afterSettle', () => window.swaps++);");
      browser.press("#pause");
      Await.until(
          "the figures are exchanged under the press",
          () -> {
            rest.patch("/api/tasks/" + task, json("priority", number(browser, "swaps") + 1));
            return number(browser, "swaps") > 2;
          });

      browser.release();

      browser.awaitText("#state", "paused");
    }
  }

  @Test
  void saysWhatFailedAndWhatCanBeDoneWithoutALoad() {
    MODELS.first(2).answer(Replies.text("I would rather not.")); // it is asked twice
    MODELS.replyWith(r -> Faults.silence());
    String task =
        questionTask(rest.projectWithChunks(5), json("parallelism", 1).with("max_attempts", 1));
    try (Browser browser = Browser.at("http://127.0.0.1:" + port)) {
      browser.open("/tasks/" + task);
      Await.until("it is listed", () -> browser.all("#items tr[data-row]").size() == 1);
      browser.click("#items summary");
      browser.run("window.loaded = true; document.querySelector('#items h2').id = 'old'");
      Await.until("the list is a newer one", () -> browser.all("#old").isEmpty());
      assertThat(browser.all("#items details[open]")).hasSize(1);
      assertThat(browser.all("[name=priority]")).hasSize(1);

      rest.post("/api/tasks/" + task + "/cancel");

      browser.awaitText("#state", "interrupted");
      assertThat(browser.all("#again")).hasSize(1);
      assertThat(browser.all("form[action$='/delete']")).hasSize(1);
      assertThat(browser.all("[name=priority], #cancel")).isEmpty();
      assertThat(browser.text("#items-count")).isEqualTo(browser.text("#failed")).isEqualTo("1");
      assertThat(browser.all("#items tr[data-row]")).hasSize(1);
      assertThat(browser.run("return window.loaded")).isEqualTo(true);
    }
  }

  @Test
  void isFollowedByWhatComesAfterItInListAndChain() {
    MODELS.replyWith(r -> Faults.silence());
    String project = rest.project();
    rest.upload("/api/projects/" + project + "/files", "mills.txt", "The mill grinds grain.");
    String provider = rest.provider(MODELS.baseUrl());
    try (Browser browser = Browser.at("http://127.0.0.1:" + port)) {
      browser.open("/projects/" + project + "/tasks?state=open");
      assertThat(browser.all("#tasks tr[data-row]")).isEmpty();

      JsonNode tasks =
          rest.post(
                  "/api/projects/" + project + "/pipelines",
                  aPipeline(Rest.splitAt("===="), aTask("question-generation").provider(provider)))
              .json()
              .path("tasks");

      browser.awaitText("#tasks", "running");
      String first = tasks.at("/0/id").asText();
      String second = tasks.at("/1/id").asText();
      rest.end(first);
      browser.open("/tasks/" + first);
      browser.awaitText("#chain-" + second, "running");
      rest.post("/api/tasks/" + second + "/cancel");
      browser.awaitText("#chain-" + second, "interrupted");
    }
  }

  private static int number(Browser browser, String name) {
    return ((Number) browser.run("return window." + name)).intValue();
  }

  @Test
  void exchangesOnlyWhatIsInsideOfTheStreamsElement() {
    String task = laterTask();
    PlainPage page = new PlainPage("http://127.0.0.1:" + port);
    Element panel = page.open("/tasks/" + task).find("#panel");
    assertThat(panel.attr("sse-connect")).isEqualTo("/api/tasks/" + task + "/events");
    assertThat(panel.attr("hx-swap")).isEqualTo("innerHTML");
    View part = page.open(panel.attr("hx-get"));
    assertThat(part.html().select("#state")).hasSize(1);
    assertThat(part.html().select("#panel, [sse-connect], [hx-get]")).isEmpty();
    assertThat(part.html().select("#acts button")).extracting(Element::id).contains("cancel");
    assertThat(page.open(panel.attr("hx-get") + "&seen=waiting").html().select("button")).isEmpty();

    rest.post("/api/tasks/" + task + "/cancel");
    rest.end(task);

    View last = page.open("/tasks/" + task + "/panel");
    assertThat(last.html().select("#panel #state")).hasSize(1);
    assertThat(last.html().select("[sse-connect], [hx-get]")).isEmpty();
  }

  @Test
  void asksForAParallelismOnlyWhereATypeHasOne() {
    PlainPage page = new PlainPage("http://127.0.0.1:" + port);
    String split = laterTask();
    String asked =
        rest.task(
            rest.project(),
            aTask("question-generation")
                .provider(rest.provider(MODELS.baseUrl()))
                .with("run_at", "2099-01-01T00:00:00Z"));

    assertThat(inputs(page, split)).contains("priority").doesNotContain("parallelism");
    assertThat(inputs(page, asked)).contains("priority", "parallelism");
    rest.post("/api/tasks/" + split + "/cancel");
    rest.post("/api/tasks/" + asked + "/cancel");
    assertThat(inputs(page, split)).doesNotContain("parallelism");
    assertThat(inputs(page, asked)).contains("parallelism");
  }

  private static List<String> inputs(PlainPage page, String task) {
    return page.open("/tasks/" + task).html().select("input").eachAttr("name");
  }
}
