package dev.quern.dataset.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class BlankedExampleTests {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void leavesOutWordsAndKeepsTheFormOfTheRest() throws Exception {
    String example =
        "{\"answer\":\"Ian did.\",\"words\":[\"Ian\",\"磨坊\"],\"on\":\"2024-01-31\",\"at\":{\"page\":3,\"sure\":true,\"by\":null}}";
    assertThat(BlankedExample.of(JSON.readTree(example)))
        .isEqualTo(
            JSON.readTree(
                "{\"answer\":\"…\",\"words\":[\"…\",\"…\"],\"on\":\"2024-01-31\",\"at\":{\"page\":3,\"sure\":true,\"by\":null}}"));
  }
}
