package dev.quern.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of meters is what the code says: {@code -Dquern.docs=write} writes it anew. */
class MeterTableTests {

  private static final Path FILE = Path.of("src/docs/meters.md");

  /** In the names in Prometheus; a number of things has none. */
  private static final List<String> UNITS = List.of("seconds", "bytes", "ratio");

  private static final String HEAD =
      """
      # Meters

      What `/actuator/prometheus` says of Quern itself, beside what Spring Boot, Camel and Hikari
      (`hikaricp_*`) meter. A timer is three series: `_count`, `_sum` and `_bucket`. Each of the tags
      `provider`, `model`, `node`, `format` and `class` has a hundred values at most; the rest are `other`.
      Those marked ◦ are about all nodes together: every node says the same, as often as
      `quern.meters.every` has it; take their `max`, not their `sum`. This table is made from the code
      (`QuernMeter`) by `./mvnw test -Dtest=MeterTableTests -Dquern.docs=write`.

      | in Prometheus | kind | unit | tags | what it says |
      | --- | --- | --- | --- | --- |
      """;

  @Test
  void isWhatTheCodeSays() throws IOException {
    String table =
        HEAD
            + Stream.of(QuernMeter.values())
                .sorted(Comparator.comparing(QuernMeter::meter))
                .map(MeterTableTests::row)
                .collect(Collectors.joining());
    if ("write".equals(System.getProperty("quern.docs"))) {
      Files.writeString(FILE, table);
    }
    assertThat(Files.readString(FILE)).isEqualTo(table);
  }

  @Test
  void everyMeterHasAHelpAndAUnit() {
    for (QuernMeter meter : QuernMeter.values()) {
      assertThat(meter.help()).as(meter.meter()).matches("[A-Z0-9].*[^.]");
      assertThat(meter.unit()).as(meter.meter()).isNotBlank();
      assertThat(meter.meter()).startsWith("quern.");
    }
  }

  private static String row(QuernMeter meter) {
    return "| `%s`%s | %s | %s | %s | %s |\n"
        .formatted(
            prometheus(meter),
            isOfAllNodes(meter) ? " ◦" : "",
            meter.type().name().toLowerCase().replace("distribution_summary", "summary"),
            meter.unit(),
            meter.tags().stream().map(tag -> "`" + tag + "`").collect(Collectors.joining(", ")),
            meter.help());
  }

  static String prometheus(QuernMeter meter) {
    boolean isNamed = meter.type() != Meter.Type.TIMER && UNITS.contains(meter.unit());
    return new PrometheusNamingConvention()
            .name(meter.meter(), meter.type(), isNamed ? meter.unit() : null)
        + (meter.type() == Meter.Type.COUNTER ? "_total" : "");
  }

  private static boolean isOfAllNodes(QuernMeter meter) {
    try {
      return List.of(Files.readString(Path.of("src/main/resources/sql/monitor.sql")).split("'"))
          .contains(meter.meter());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
