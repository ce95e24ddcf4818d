package dev.quern.document.reader.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DividedWordsTests {

  @Test
  void readsALineOfAnyLength() {
    DividedWords words = new DividedWords(List.of());
    String line = "a-".repeat(100_000) + "mil-";
    assertThat(words.joined(line, "ler works")).isEqualTo(line + "ler");
    assertThat(words.joined("a-".repeat(100_000) + "a -", "ler")).isNull();
    assertThat(words.joined("the x--mil-", "ler works")).startsWith("the x--mil").endsWith("ler");
  }
}
