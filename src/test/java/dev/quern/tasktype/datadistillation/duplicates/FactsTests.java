package dev.quern.tasktype.datadistillation.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FactsTests {

  private static long hash(String answer) {
    return Facts.hash("How much?", answer);
  }

  @Test
  void readsNumbersAndUnitsOfAnyLength() {
    String number = "1.2".repeat(100_000);
    assertThat(hash(number)).isEqualTo(hash(number)).isNotEqualTo(hash(number + ".3"));
    assertThat(hash("5 " + "K".repeat(200) + "\u0130")).isNotEqualTo(hash("6 K"));
    assertThat(hash("5 kWh")).isNotEqualTo(hash("5 MWh"));
  }
}
