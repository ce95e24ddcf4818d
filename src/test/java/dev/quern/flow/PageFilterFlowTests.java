package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.Ids;
import dev.quern.testing.PlainPage;
import dev.quern.testing.PlainPage.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a list is filtered by stays so in what is done to all that it shows. */
class PageFilterFlowTests extends FlowTest {

  @Test
  void removesOnlyWhatAFilterOfFalseShows() {
    String project = rest.project();
    confirm(project, entry(project, "A?"));
    confirm(project, entry(project, "B?"));
    entry(project, "C?");
    PlainPage page = new PlainPage("http://127.0.0.1:" + port);
    View list = page.open("/projects/" + project + "/entries?confirmed=false");
    assertThat(list.html().select("#entries tbody tr")).hasSize(1);

    View asked = page.submit(list, ".folded form.bar", Map.of("action", "remove"));
    assertThat(asked.text("#bulk-count")).contains("1");
    page.submit(asked, "main form[method=post]");

    assertThat(rest.total(project, "datasets")).isEqualTo(2);
  }

  @Test
  void findsByEachTagWhatWasTaggedWithMany() {
    String project = rest.project();
    String id = entry(project, "A?");
    String full = entry(project, "B?");
    List<String> tags = IntStream.range(0, 99).mapToObj(i -> "t" + i).toList();
    rest.patch("/api/projects/" + project + "/datasets/" + full, json("tags", tags));
    rest.patch("/api/projects/" + project + "/datasets/" + id, json("tags", List.of("b")));
    PlainPage page = new PlainPage("http://127.0.0.1:" + port);
    String list = "/projects/" + project + "/entries";

    bulk(page, list, Map.of("action", "tag", "tag", "a, b,c"));

    assertThat(tags(project, id)).containsExactly("b", "a", "c");
    assertThat(tags(project, full)).isEqualTo(tags);
    assertThat(rows(page.open(list + "?tags=c,+a"))).containsExactly("A?");
    bulk(page, list, Map.of("action", "untag", "tag", "c, b, none"));
    assertThat(tags(project, id)).containsExactly("a");
  }

  private static void bulk(PlainPage page, String list, Map<String, String> typed) {
    View asked = page.submit(page.open(list), ".folded form.bar", typed);
    page.submit(asked, "main form[method=post]");
  }

  private List<String> tags(String project, String id) {
    List<String> tags = new ArrayList<>();
    rest.get("/api/projects/" + project + "/datasets/" + id)
        .json()
        .path("tags")
        .forEach(tag -> tags.add(tag.asText()));
    return tags;
  }

  @Test
  void keepsEveryFilterWhateverItsValue() {
    String project = rest.project();
    PlainPage page = new PlainPage("http://127.0.0.1:" + port);
    for (String word : List.of("no", "off", "false")) {
      entry(project, word);
      String at = "/projects/" + project;
      String filters = "?q=" + word + "&language=" + word + "&model=" + word;
      View again = page.submit(page.open(at + "/entries" + filters), "#filter");
      assertThat(again.path()).contains("q=" + word, "language=" + word, "model=" + word);
      View bulk = page.open(at + "/entries/bulk" + filters + "&action=confirm");
      assertThat(bulk.html().select("dl dd").eachText()).contains(word);
      assertThat(bulk.html().select("[type=hidden][name=language]").attr("value")).isEqualTo(word);
      View questions = page.submit(page.open(at + "/questions?task_id=" + word), "form.filter");
      assertThat(questions.path()).contains("task_id=" + word);
    }
  }

  @Test
  void showsWordsThatLookLikeNo() {
    String project =
        rest.post("/api/projects", json("name", "no-" + Ids.next()).with("description", "off"))
            .text("/id");
    String id = entry(project, "Does it grind?");
    rest.patch(
        "/api/projects/" + project + "/datasets/" + id,
        json("note", "no").with("question_label", "off"));

    View view =
        new PlainPage("http://127.0.0.1:" + port).open("/projects/" + project + "/entries/" + id);

    assertThat(view.text("p.warn")).isEqualTo("no");
    assertThat(view.html().select(".badge.live").eachText()).contains("off");
    assertThat(view.text(".project-head p")).isEqualTo("off");
  }

  @Test
  void showsWhatIsLeftWhereTheRowsBesideAPageAreGone() {
    String project = rest.project();
    for (int i = 1; i <= 60; i++) {
      entry(project, "Mill " + i + "?");
    }
    PlainPage page = new PlainPage("http://127.0.0.1:" + port);
    String list = "/projects/" + project + "/entries";
    String behind = list + link(page.open(list + "?confirmed=false"), "ArrowRight");
    View second = page.open(behind);
    assertThat(rows(second)).hasSize(10).startsWith("Mill 51?");
    confirm(project, 1, 50);

    View before = page.open(list + link(second, "ArrowLeft"));

    assertThat(rows(before)).hasSize(10).startsWith("Mill 51?").endsWith("Mill 60?");
    assertThat(before.html().select("nav.pager")).isEmpty();
    View last = page.open(before.find("#entries tr:last-child a").attr("href"));
    assertThat(last.html().select("a[data-key=ArrowRight]")).isEmpty();
    assertThat(last.html().select("a[data-key=ArrowLeft]")).hasSize(1);
    unconfirm(project, 1, 50);
    confirm(project, 51, 60);
    assertThat(rows(page.open(behind))).hasSize(50).startsWith("Mill 1?").endsWith("Mill 50?");
    confirm(project, 1, 50);
    assertThat(page.open(behind).text(".empty")).isEqualTo("Nothing here.");
  }

  @Test
  void showsWhatIsStillRemovedWhereALastPageIsRestored() {
    String project = rest.project();
    for (int i = 1; i <= 51; i++) {
      entry(project, "Mill " + i + "?");
    }
    PlainPage page = new PlainPage("http://127.0.0.1:" + port);
    View asked = page.open("/projects/" + project + "/entries/bulk?action=remove");
    page.submit(asked, "main form[method=post]");
    String removed = "/projects/" + project + "/entries/removed";
    String end = removed + link(page.open(removed), "ArrowRight");
    View last = page.open(end);
    last.find("input[name=id]").attr("checked", "");

    page.submit(last, "main form[method=post]");

    View left = page.open(end);
    assertThat(left.html().select("tbody tr")).hasSize(50);
    assertThat(left.html().select("nav.pager")).isEmpty();
  }

  private static String link(View view, String key) {
    return view.find("nav.pager a[data-key=" + key + "]").attr("href");
  }

  private static List<String> rows(View view) {
    return view.html().select("#entries tbody td:first-child").eachText();
  }

  private void confirm(String project, int from, int to) {
    set(project, true, from, to);
  }

  private void unconfirm(String project, int from, int to) {
    set(project, false, from, to);
  }

  private void set(String project, boolean confirmed, int from, int to) {
    jdbc.sql(
            """
            update dataset_entry set confirmed = :confirmed where project_id = :project
            and substring(question from '[0-9]+')::int between :from and :to
            """)
        .param("confirmed", confirmed)
        .param("project", project)
        .param("from", from)
        .param("to", to)
        .update();
  }

  private String entry(String project, String question) {
    return rest.post(
            "/api/projects/" + project + "/datasets",
            json("question", question).with("answer", "It grinds."))
        .text("/id");
  }

  private void confirm(String project, String id) {
    rest.patch("/api/projects/" + project + "/datasets/" + id, json("confirmed", true));
  }
}
