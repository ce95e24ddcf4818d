package dev.quern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommaListTests {

  @Test
  void readsTextsWithCommasBetweenThem() {
    assertThat(CommaList.read(" a ,b c,, d")).containsExactly("a", "b c", "d");
    assertThat(CommaList.read(" , ")).isEmpty();
  }

  @Test
  void readsCommasThatStandInQuotes() {
    assertThat(CommaList.read("a, \"b, c\" ,d")).containsExactly("a", "b, c", "d");
    assertThat(CommaList.read("\"he said \"\"a, b\"\"\"")).containsExactly("he said \"a, b\"");
  }

  @Test
  void takesOtherQuotesAsTheyAre() {
    assertThat(CommaList.read("5\" pipe, \"so\" they say, \"open"))
        .containsExactly("5\" pipe", "\"so\" they say", "\"open");
  }

  @Test
  void readsWhatItWrites() {
    List<String> texts = List.of("a", "b, c", "\"", "\"d\", e", "f\"g", "\"h\"");
    assertThat(CommaList.read(CommaList.write(texts))).isEqualTo(texts);
  }
}
