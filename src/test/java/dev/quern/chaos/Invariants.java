package dev.quern.chaos;

import dev.quern.testing.Await;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rules of {@code invariants.sql}: queries, none of which may return a row. */
final class Invariants {

  private static final List<String> RULES = read();

  private Invariants() {}

  /** Fails with what breaks a rule, unless that passes within half a minute. */
  static void hold(JdbcClient jdbc) {
    Await.atMost(Duration.ofSeconds(30))
        .sees("all rules hold", () -> violations(jdbc), List::isEmpty);
  }

  private static List<String> violations(JdbcClient jdbc) {
    return RULES.stream().flatMap(rule -> violations(jdbc, rule)).toList();
  }

  private static Stream<String> violations(JdbcClient jdbc, String rule) {
    List<Map<String, Object>> rows = jdbc.sql(rule).query().listOfRows();
    String name = rule.substring(2, rule.indexOf('\n')).strip();
    return rows.isEmpty() ? Stream.of() : Stream.of("not so: " + name + ": " + rows);
  }

  private static List<String> read() {
    try (InputStream file = Invariants.class.getResourceAsStream("invariants.sql")) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("\n\n")).filter(part -> part.contains("select")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
