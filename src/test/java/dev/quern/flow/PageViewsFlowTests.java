package dev.quern.flow;

import static dev.quern.testing.PipelineBody.aPipeline;
import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.testing.Browser;
import dev.quern.testing.PipelineBody;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** What holds of every view of the page. */
class PageViewsFlowTests extends FlowTest {

  private static final String SERIOUS =
      "const done = arguments[arguments.length - 1];"
          + "axe.run().then(r => done(r.violations"
          + ".filter(v => v.impact === 'serious' || v.impact === 'critical')"
          + ".map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html + ' ' + n.failureSummary))"
          + ".join('\\n')))";

  @Autowired WebApplicationContext context;

  /** A project with something in every view; the paths of all views. */
  private List<String> views() {
    String project = rest.project();
    String at = "/projects/" + project;
    rest.upload("/api" + at + "/files", "mills.md", MILLS);
    JsonNode tasks = rest.post("/api" + at + "/pipelines", PIPELINE).json().path("tasks");
    tasks.forEach(task -> rest.end(task.path("id").asText()));
    String entry = first("/api" + at + "/datasets");
    List<String> views = new ArrayList<>();
    for (String tab :
        new String[] {
          "files",
          "tasks",
          "questions",
          "entries",
          "conversations",
          "images",
          "prompts",
          "export",
          "entries/removed",
          "tasks/new",
          "tasks/new?type=answer-generation",
          "delete",
          "entries/bulk?action=remove",
          "prompts/question-generation"
        }) {
      views.add(at + "/" + tab);
    }
    views.add(at + "/entries/" + entry);
    views.add(at + "/entries/" + entry + "?edit=true");
    views.add(at + "/questions/" + first("/api" + at + "/questions"));
    views.add(at + "/files/" + first("/api" + at + "/files"));
    views.add(at + "/chunks/" + first("/api" + at + "/chunks"));
    views.add("/tasks/" + tasks.get(0).path("id").asText() + "?items=all");
    views.addAll(
        List.of("/", "/projects", "/tasks", "/providers", "/providers/default", "/playground"));
    views.addAll(List.of("/system", "/sign-in", "/tasks/none-of-that-id"));
    return views;
  }

  private static final String MILLS =
      "# Mills\n\nThe mill was built by Vitruvius in 25 BC. It grinds grain into meal.\n";

  private static final PipelineBody PIPELINE =
      aPipeline(
          aTask("text-processing").config("strategy", "markdown"),
          aTask("question-generation").provider("default"),
          aTask("answer-generation").provider("default").config("evidence", true));

  private String first(String list) {
    return rest.get(list + "?limit=1").text("/items/0/id");
  }

  @Test
  void areReadByEverybodyInLightAndDark() throws Exception {
    String axe = axe();
    List<String> views = views();
    try (Browser browser = Browser.at("http://127.0.0.1:" + port)) {
      browser.open("/").run(axe);
      browser.run("document.getElementById('main').append(document.createElement('img'))");
      assertThat(browser.runLong(SERIOUS)).asString().contains("image-alt"); // it would be found
      for (String scheme : new String[] {"light", "dark"}) {
        browser.prefers(scheme);
        for (String view : views) {
          browser.open(view).run(axe);
          assertThat(browser.runLong(SERIOUS)).as(view + " " + scheme).isEqualTo("");
        }
      }
    }
  }

  private static String axe() throws Exception {
    try (InputStream in = PageViewsFlowTests.class.getResourceAsStream("/page/axe.min.js")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void fitPhonesAndWideScreensAndRefuseNoScriptOfTheirOwn() {
    List<String> views = views();
    fit(views, 360, 740);
    fit(views, 2560, 1440);
  }

  private void fit(List<String> views, int width, int height) {
    try (Browser browser = Browser.at("http://127.0.0.1:" + port).size(width, height)) {
      for (String view : views) {
        browser.open(view);
        Object wider =
            browser.run(
                "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(((Number) wider).intValue()).as(view + " " + width).isLessThanOrEqualTo(0);
        assertThat(browser.complaints())
            .as(view)
            .allMatch(line -> line.contains("/export/preview") || line.contains("none-of-that-id"));
      }
    }
  }

  @Test
  void speakTheReadersLanguage() {
    try (Browser browser = Browser.at("http://127.0.0.1:" + port, "tr")) {
      browser.open("/projects");
      assertThat(browser.text("h1")).isEqualTo("Projeler");
      browser.open("/language?tag=zh-CN&to=/projects");
      assertThat(browser.text("h1")).isEqualTo("项目");
      assertThat(browser.run("return document.documentElement.lang")).isEqualTo("zh-CN");
      browser.open("/language?tag=en&to=https://evil.example/");
      assertThat(browser.path()).isEqualTo("/");
    }
  }

  @Test
  void showAReaderNothingThatChangesAnything() throws Exception {
    MockMvc mvc = MockMvcBuilders.webAppContextSetup(context).build();
    for (String view : views()) {
      String html =
          mvc.perform(
                  MockMvcRequestBuilders.get(view)
                      .with(
                          request -> {
                            request.addUserRole("READER");
                            return request;
                          }))
              .andReturn()
              .getResponse()
              .getContentAsString();
      if (!view.equals("/sign-in")) {
        assertThat(html)
            .as(view)
            .contains("read only")
            .doesNotContain("<form method=\"post\"", "data-drop", "data-import")
            .doesNotContainPattern("<button[^>]*danger")
            .doesNotContainPattern("<form[^>]*method=\"post\"[^>]*>(?:(?!</form>).)*<button");
      }
    }
  }

  @Test
  void takeNoChangeWithoutTheFormsToken() {
    Rest.Reply reply =
        rest.send(
            "POST",
            "/projects",
            BodyPublishers.ofString("name=forged"),
            "Content-Type",
            "application/x-www-form-urlencoded");

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.text()).contains("Load the page again");
  }

  @Test
  void loadNothingFromElsewhereAndKeepAssetsLong() throws Exception {
    var client = HttpClient.newHttpClient();
    var page = client.send(request("/"), BodyHandlers.ofString());

    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "script-src 'self'", "style-src 'self'")
        .doesNotContain("unsafe");
    assertThat(page.body()).doesNotContain("<script>", "style=\"", "onclick=");
    Matcher asset = Pattern.compile("\"(/(?:assets|webjars)/[^\"]+)\"").matcher(page.body());
    int assets = 0;
    while (asset.find()) {
      var file = client.send(request(asset.group(1)), BodyHandlers.ofString());
      assertThat(file.statusCode()).as(asset.group(1)).isEqualTo(200);
      assertThat(file.headers().firstValue("Cache-Control")).hasValue("max-age=31536000, public");
      assertThat(asset.group(1)).containsPattern("-[0-9a-f]{32}\\.");
      assets++;
    }
    assertThat(assets).isGreaterThanOrEqualTo(6);
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
  }

  @Test
  void haveTheirPartsToo() {
    List<String> views = views();
    String at = views.get(0).replaceFirst("/files$", "");
    String file = "/files/" + first("/api" + at + "/files");
    String task =
        views.stream().filter(view -> view.startsWith("/tasks/")).findFirst().orElseThrow();
    for (String part :
        new String[] {
          at + "/figures",
          at + "/entries/statistics",
          at + file + "/split?strategy=AUTO&chunk_size=200&overlap=20",
          at + file + "/delete",
          task.replaceFirst("\\?.*", "/panel"),
          "/playground?project=" + at.substring(10) + "&chunk=" + first("/api" + at + "/chunks"),
          "/playground?language=xx&name=none&project="
              + at.substring(10)
              + "&chunk="
              + first("/api" + at + "/chunks")
        }) {
      Rest.Reply reply = rest.get(part);
      assertThat(reply.status()).as(part + reply.text()).isEqualTo(200);
      assertThat(Jsoup.parse(reply.text()).select("[id]").eachAttr("id"))
          .as(part)
          .doesNotHaveDuplicates();
    }
    jdbc.sql(
            "update dataset_entry set removed_at = now(), removed_reason = 'by_hand' where project_id = :p")
        .param("p", at.substring(10))
        .update();
    assertThat(rest.get(at + "/entries/removed").text()).contains("by hand");
  }

  @Test
  void markTheEvidenceInItsChunk() {
    String at =
        views().stream()
            .filter(view -> view.matches(".*/entries/[^/?]{21}"))
            .findFirst()
            .orElseThrow();
    JsonNode entry = rest.get("/api" + at.replace("/entries/", "/datasets/")).json();
    try (Browser browser = Browser.at("http://127.0.0.1:" + port).open(at)) {
      assertThat(entry.path("evidence")).isNotEmpty();
      assertThat(browser.text("#source mark")).isEqualTo(entry.at("/evidence/0/quote").asText());
    }
  }
}
