package dev.quern.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Each alert fires with its fault and is silent without. Prometheus's own tool judges: {@code
 * apt-get install prometheus} brings it.
 */
class AlertRulesTests {

  private static final Path RULES = Path.of("config/monitoring/rules.yaml");
  private static final Path CASES = Path.of("src/test/resources/monitoring/rules.test.yaml");

  @Test
  void fireWithTheirFaultsAndNotWithout() throws Exception {
    assertThat(promtool("check", "rules", RULES.toString())).contains("SUCCESS");
    assertThat(promtool("test", "rules", CASES.toString())).contains("SUCCESS");
  }

  @Test
  void haveEachACaseInWhichTheyFire() throws IOException {
    JsonNode cases = new YAMLMapper().readTree(CASES.toFile());
    Set<String> fired = new TreeSet<>();
    for (JsonNode test : cases.findValues("alert_rule_test")) {
      for (JsonNode at : test) {
        if (at.has("exp_alerts")) {
          fired.add(at.path("alertname").asText());
        }
      }
    }
    assertThat(fired)
        .containsExactlyElementsOf(
            new TreeSet<>(new YAMLMapper().readTree(RULES.toFile()).findValuesAsText("alert")));
  }

  static String promtool(String... arguments) throws Exception {
    Process process;
    try {
      process =
          new ProcessBuilder(
                  Stream.concat(Stream.of("promtool"), List.of(arguments).stream()).toList())
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      System.err.println(
          "SKIPPED: there is no promtool, so no alert was tried; apt-get install prometheus");
      assumeTrue(false, "there is no promtool");
      throw e;
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}
