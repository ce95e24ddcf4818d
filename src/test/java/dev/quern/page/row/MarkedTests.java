package dev.quern.page.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.dataset.entry.Evidence;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkedTests {

  private static final String CONTENT = "The mill \ud83c\udf3e stands by the river.";

  private static List<Marked> marked(String match, int start, int end) {
    Evidence quote = new Evidence("by the river", match, start, end, null, null);
    return Marked.of(CONTENT, List.of(quote));
  }

  @Test
  void marksAQuoteInItsPlace() {
    assertThat(marked("exact", 18, 30))
        .containsExactly(
            new Marked("The mill \ud83c\udf3e stands ", null),
            new Marked("by the river", "exact"),
            new Marked(".", null));
  }

  @Test
  void marksNothingElseForAQuoteThatIsNotThere() {
    assertThat(marked("exact", 4, 16)).containsExactly(new Marked(CONTENT, null));
    assertThat(marked("exact", 18, 99)).containsExactly(new Marked(CONTENT, null));
    assertThat(marked("fuzzy", 4, 8)).hasSize(3);
  }
}
