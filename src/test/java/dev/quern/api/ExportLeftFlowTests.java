package dev.quern.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.home.Home;
import dev.quern.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A download that its client leaves, over a real connection. */
class ExportLeftFlowTests extends RestFixture {

  private static final String FILL =
      """
      insert into dataset_entry (id, project_id, question, answer)
      select :p || n, :p, 'question ' || n, repeat(md5(n::text), 30) from generate_series(1, 30000) n
      """;

  /** Transactions of others than this query. */
  private static final String OPEN =
      "select count(*) from pg_stat_activity where datname = current_database()"
          + " and xact_start is not null and pid <> pg_backend_pid()";

  @Autowired private JdbcClient jdbc;
  @Autowired private Home home;

  @Test
  void leavesNoCursorNoFileAndNoConnectionBehind() throws Exception {
    String project = project("left");
    jdbc.sql(FILL).param("p", project).update();
    for (String query : new String[] {"", "?as=parquet", "?split=0.5", "?format=hugging-face"}) {
      String path = "/api/projects/" + project + "/export" + query;
      try (Socket client = new Socket("127.0.0.1", port)) {
        client.setReceiveBufferSize(1024);
        client
            .getOutputStream()
            .write(
                ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        assertThat(client.getInputStream().readNBytes(20)).asString().contains(" 200 ");
        client.setSoLinger(true, 0);
      }
      Await.until(
          "nothing is left of " + path,
          () -> scratch() == 0 && jdbc.sql(OPEN).query(Long.class).single() == 0);
    }
    assertThat(get("/projects/" + project + "/export/preview").json().get("count").asInt())
        .isEqualTo(30_000);
  }

  private long scratch() {
    try (var files = Files.walk(home.scratch())) {
      return files.filter(Files::isRegularFile).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
