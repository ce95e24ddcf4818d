package dev.quern.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class BoundedTagsTests {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  BoundedTagsTests() {
    registry.config().meterFilter(new BoundedTags());
  }

  @Test
  void keepsTheFirstHundredProvidersApartAndSumsTheRest() {
    for (int i = 0; i < 1000; i++) {
      QuernMeter.LLM_COST.counter(registry, "provider-" + i, "model").increment();
      QuernMeter.LLM_COST.counter(registry, "provider-0", "model").increment();
    }

    assertThat(registry.find("quern.llm.cost").counters()).hasSize(BoundedTags.MAX_VALUES + 1);
    assertThat(count("provider-0")).isEqualTo(1001);
    assertThat(count(BoundedTags.OTHER)).isEqualTo(900);
  }

  @Test
  void leavesWhatIsBoundedByTheCodeAndTheMetersOfOthersAlone() {
    for (int i = 0; i < 200; i++) {
      QuernMeter.TASKS.timer(registry, "type-" + i, "completed");
      registry.counter("http.requests", "provider", "p" + i);
    }

    assertThat(registry.find("quern.tasks").timers()).hasSize(200);
    assertThat(registry.find("http.requests").counters()).hasSize(200);
  }

  private double count(String provider) {
    return registry.get("quern.llm.cost").tag("provider", provider).counter().count();
  }
}
