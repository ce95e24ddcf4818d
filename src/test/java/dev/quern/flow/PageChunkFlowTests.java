package dev.quern.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.testing.PlainPage;
import dev.quern.testing.PlainPage.View;
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
}
