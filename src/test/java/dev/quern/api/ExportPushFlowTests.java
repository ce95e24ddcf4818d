package dev.quern.api;

import static dev.quern.testing.JsonBody.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.home.Home;
import dev.quern.testing.HubServer;
import dev.quern.testing.JsonBody;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Pushes to a stand-in for a Hub; and imports, previews over REST. */
class ExportPushFlowTests extends RestFixture {

  private static final String TOKEN = "hf_very-secret";

  @Autowired private JdbcClient jdbc;
  @Autowired private Home home;

  private final HubServer hub = new HubServer(TOKEN);

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void putsTheFilesOfABundleIntoARepository() throws Exception {
    var project = filled("push");
    for (boolean inParts : new boolean[] {false, true}) {
      hub.files.clear();
      hub.inParts = inParts;
      var answer = push(project, TOKEN, json("split", 0.5));
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(answer.json().get("commit").asText()).isEqualTo("abc123");
      assertThat(answer.json().get("records").asInt()).isEqualTo(2);
      assertThat(answer.body()).doesNotContain(TOKEN);
      assertThat(hub.files.keySet())
          .containsExactlyInAnyOrder(
              "README.md", "data/train-00000-of-00001.parquet", "data/test-00000-of-00001.parquet");
      assertThat(
              new String(
                  hub.files.get("data/train-00000-of-00001.parquet"),
                  0,
                  4,
                  StandardCharsets.US_ASCII))
          .isEqualTo("PAR1");
      assertThat(hub.tokensAtStore).isEmpty();
    }
    assertThat(hub.requests)
        .contains("POST /api/datasets/me/mills/commit/main", "POST /api/repos/create");
  }

  /** A split of one push must not be read as records of the next, nor twice in two forms. */
  @Test
  void leavesNoDataFileOfAnEarlierPush() throws Exception {
    var project = filled("again");
    hub.files.put("data/of-others.jsonl", new byte[0]);
    var first = push(project, TOKEN, json("as", "jsonl").with("split", 0.5));
    assertThat(first.status()).as(first.body()).isEqualTo(200);
    assertThat(hub.files.keySet())
        .containsExactlyInAnyOrder(
            "README.md",
            "data/train-00000-of-00001.jsonl",
            "data/test-00000-of-00001.jsonl",
            "data/of-others.jsonl");

    var second = push(project, TOKEN, json("as", "parquet"));
    assertThat(second.status()).as(second.body()).isEqualTo(200);
    assertThat(hub.files.keySet())
        .containsExactlyInAnyOrder(
            "README.md", "data/train-00000-of-00001.parquet", "data/of-others.jsonl");
    assertThat(hub.files.get("README.md"))
        .asString()
        .contains("path: \"data/train-00000-of-00001.parquet\"");

    // Records alone, without a card that names them, go beside what is there.
    var third = push(project, TOKEN, json("format", "raw"));
    assertThat(third.status()).as(third.body()).isEqualTo(200);
    assertThat(hub.files.keySet()).contains("README.md", "data/train-00000-of-00001.parquet");
  }

  @Test
  void keepsNoTokenAndNoFile() throws Exception {
    assertThat(push(filled("forgets"), TOKEN, json("format", "raw")).status()).isEqualTo(200);
    for (String table :
        jdbc.sql(
                "select quote_ident(table_name) from information_schema.tables where table_schema = 'public'")
            .query(String.class)
            .list()) {
      assertThat(
              jdbc.sql("select count(*) from " + table + " t where t::text like :token")
                  .param("token", "%" + TOKEN + "%")
                  .query(Long.class)
                  .single())
          .as(table)
          .isZero();
    }
    try (var left = Files.list(home.scratch())) {
      assertThat(left).noneMatch(path -> path.getFileName().toString().startsWith("push-"));
    }
  }

  @Test
  void saysWhatTheHubAnsweredWithoutTheToken() throws Exception {
    var answer = push(filled("refused"), "wrong-token", json("limit", 1));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.fault())
        .matches("token: 127\\.0\\.0\\.1:\\d+ answered 401 to /api/repos/create: .*");
    assertThat(answer.body()).contains("***").doesNotContain("wrong-token");
  }

  @Test
  void callsNoMetadataAddressAndNeedsARepository() throws Exception {
    var project = filled("addresses");
    var path = "/projects/" + project + "/export/push";
    assertThat(
            post(
                    path,
                    json("endpoint", "http://169.254.169.254")
                        .with("repo", "a/b")
                        .with("token", "t"))
                .fault())
        .isEqualTo("endpoint: is a metadata address, which is not called");
    assertThat(post(path, json("repo", "no-owner").with("token", "t")).fault())
        .startsWith("repo: must be OWNER/NAME");
    assertThat(post(path, json("repo", "a/b").with("token", "t").with("min_scor", 1)).status())
        .isEqualTo(400);
    for (var wrong : new Object[] {"false", 0, List.of(false)}) {
      for (var field : new String[] {"private", "confirmed", "supported"}) {
        var refused = push(project, TOKEN, json(field, wrong));
        assertThat(refused.status()).as(field + " " + refused.body()).isEqualTo(400);
        assertThat(refused.fault()).startsWith(field + ": ");
      }
    }
    assertThat(hub.requests).isEmpty();
  }

  @Test
  void takesAFileInAndSaysWhatItWouldHold() throws Exception {
    var project = project("import");
    var path = "/projects/" + project + "/datasets/import";
    var report =
        send(
            "POST", path, "{\"instruction\": \"q\", \"output\": \"a\"}\n{}\n", "application/jsonl");
    assertThat(report.status()).as(report.body()).isEqualTo(200);
    assertThat(report.json().get("imported").asInt()).isOne();
    assertThat(report.json().at("/refused/0/line").asInt()).isEqualTo(2);
    assertThat(report.json().at("/refused/0/reason").asText()).contains("'instruction' is missing");
    var preview = get("/projects/" + project + "/export/preview?format=messages&system=S").json();
    assertThat(preview.get("count").asInt()).isOne();
    assertThat(preview.at("/first/0/messages/0/content").asText()).isEqualTo("S");
    assertThat(preview.at("/by_label/").asInt()).isOne();
    assertThat(send("POST", path + "?on_conflict=x", "{}", "application/jsonl").fault())
        .isEqualTo("on_conflict: 'x' is none of skip, replace");
    assertThat(get("/projects/none/export/preview").status()).isEqualTo(404);
  }

  private RestFixture.Answer push(String project, String token, JsonBody more) throws Exception {
    return post(
        "/projects/" + project + "/export/push",
        json("endpoint", hub.url()).with("repo", "me/mills").with("token", token).with(more));
  }

  private String filled(String name) throws Exception {
    var project = project(name);
    for (var text : new String[] {"one mill by the river", "another thing altogether"}) {
      post(
          "/projects/" + project + "/datasets",
          json("question", "q " + text).with("answer", "a " + text));
    }
    return project;
  }
}
