package dev.quern;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTests {

  @Test
  void takesOutNulAndLeavesTextThatOnlySpellsIt() throws JsonProcessingException {
    for (String text :
        List.of(
            "a\0b",
            "\0\0",
            "the default of a char is '\\u0000'",
            "\\\0 and \\\\u0000 and \n\0",
            "\\".repeat(100_001) + "\0",
            "\0".repeat(100_000))) {
      String stored = Json.withoutNul(Json.PLAIN.writeValueAsString(text));
      assertThat(Json.PLAIN.readValue(stored, String.class))
          .isEqualTo(text.replace('\0', '\ufffd'));
    }
  }
}
