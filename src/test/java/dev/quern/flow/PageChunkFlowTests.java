package dev.quern.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.testing.Browser;
import dev.quern.testing.PlainPage;
import dev.quern.testing.PlainPage.View;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A chunk that a link names is shown in its file, wherever it lies. */
class PageChunkFlowTests extends FlowTest {

  @Test
  void isShownAndMarkedFarBehindTheBeginning() {
    String project = rest.projectWithChunks(40);
    var chunks = rest.get("/api/projects/" + project + "/chunks").json().path("items");
    String at = "/projects/" + project + "/files/" + chunks.at("/0/file_id").asText();
    PlainPage page = new PlainPage("http://127.0.0.1:" + port);
    for (int index : new int[] {0, 4, 5, 6, 20, 39}) {
      View view = page.open(at + "?chunk=" + chunks.get(index).path("id").asText());

      assertThat(view.html().select("#text .chosen").eachText())
          .containsExactly(chunks.get(index).path("content").asText());
      assertThat(view.html().select("ol li.chosen")).hasSize(1);
      assertThat(view.html().select("ol.list li").size())
          .isGreaterThanOrEqualTo(Math.min(index, 4) + 1);
      View again = page.open(view.find("ol li.chosen a.whole").attr("href"));
      assertThat(again.html().select("ol li").eachText())
          .isEqualTo(view.html().select("ol li").eachText());
      assertThat(again.html().select("#text .chosen")).hasSize(1);
    }
    assertThat(page.open(at + "?chunk=gone").text("ol.list li b")).isEqualTo("1");
  }

  @Test
  void isMarkedByAClick() {
    String project = rest.projectWithChunks(4);
    String chunk = rest.get("/api/projects/" + project + "/chunks").text("/items/2/id");
    String file = rest.get("/api/projects/" + project + "/files").text("/items/0/id");
    try (Browser browser = Browser.at("http://127.0.0.1:" + port)) {
      browser.open("/projects/" + project + "/files/" + file);
      assertThat(browser.all("#text .piece:not([data-chunks])")).isNotEmpty(); // between chunks

      browser.click("a[data-chunk='" + chunk + "']");

      assertThat(browser.text("#text .chosen")).contains("The mill number 3 ");
      assertThat(browser.all("#text .chosen, ol.list li.chosen")).hasSize(2);
      assertThat(browser.path()).contains("chunk=" + chunk);
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void standsInItsPlaceAlsoWhereItsFileWasSplitAgain() {
    String project = rest.project();
    StringBuilder old = new StringBuilder();
    StringBuilder changed = new StringBuilder();
    List<String> places = new ArrayList<>();
    for (int i = 1; i <= 40; i++) {
      changed.append("The mill number ").append(i).append(" stands.\n====\n");
      if (i % 2 == 0) {
        old.append("The mill number ").append(i).append(" stands.\n====\n");
      }
      places.add(String.valueOf(i));
    }
    rest.upload("/api/projects/" + project + "/files", "mills.txt", old.toString());
    rest.end(rest.task(project, Rest.splitAt("====")));
    String file =
        rest.upload("/api/projects/" + project + "/files", "mills.txt", changed.toString())
            .text("/0/id");
    rest.end(rest.task(project, Rest.splitAt("====")));

    PlainPage page = new PlainPage("http://127.0.0.1:" + port);
    String at = "/projects/" + project + "/files/" + file;
    View first = page.open(at);
    View second = page.open(at + first.find("nav.pager a[href*=after]").attr("href"));
    List<String> shown = new ArrayList<>(first.html().select("ol.list li b").eachText());
    shown.addAll(second.html().select("ol.list li b").eachText());
    assertThat(shown).isEqualTo(places);
  }
}
