package dev.quern.meter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Panels of the dashboards show what was; judged as the alerts are ({@link AlertRulesTests}). */
class DashboardQueriesTests {

  private static final Path DASHBOARD = Path.of("config/monitoring/grafana/models.json");
  private static final Path CASES = Path.of("src/test/resources/monitoring/dashboards.test.yaml");

  @TempDir Path folder;

  @Test
  void showWhatWas() throws Exception {
    JsonNode cases = new YAMLMapper().readTree(CASES.toFile());
    for (JsonNode test : cases.findValues("promql_expr_test")) {
      for (JsonNode shown : test) {
        ((ObjectNode) shown).put("expr", query(shown.path("expr").asText()));
      }
    }
    Path file = folder.resolve("dashboards.test.yaml");
    new YAMLMapper().writeValue(file.toFile(), cases);

    assertThat(AlertRulesTests.promtool("test", "rules", file.toString())).contains("SUCCESS");
  }

  /** The query of a panel, with all providers and models chosen. */
  private static String query(String title) throws IOException {
    for (JsonNode panel : new ObjectMapper().readTree(DASHBOARD.toFile()).path("panels")) {
      if (panel.path("title").asText().equals(title)) {
        return panel.at("/targets/0/expr").asText().replaceAll("\\$(provider|model)", ".*");
      }
    }
    throw new AssertionError("There is no panel " + title);
  }
}
