package dev.quern.flow;

import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.testing.Await;
import dev.quern.testing.Browser;
import dev.quern.testing.PlainPage;
import dev.quern.testing.PlainPage.View;
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
    assertThat(part.html().select("button")).allMatch(button -> !button.id().isEmpty());

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
