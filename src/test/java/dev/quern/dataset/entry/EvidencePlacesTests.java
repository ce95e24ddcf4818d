package dev.quern.dataset.entry;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EvidencePlacesTests {

  private static final String BEFORE = "one \ud83c\udf3e two";

  private static Evidence quote(String match, @Nullable Integer start, @Nullable Integer end) {
    return new Evidence("two", match, start, end, 1006L, 1009L);
  }

  @Test
  void countsInCodePointsAndTakesTheNearest() {
    String after = "two \ud83c\udf3e one two \ud83c\udf3e two two";
    assertThat(EvidencePlaces.moved(quote("exact", 6, 9), BEFORE, after, 0))
        .isEqualTo(quote("exact", 10, 13));
    assertThat(EvidencePlaces.moved(quote("fuzzy", 6, 9), BEFORE, after, 9))
        .isEqualTo(quote("fuzzy", 16, 19));
  }

  @Test
  void hasNoPlaceForWhatIsGoneAndFindsAnExactQuoteAgain() {
    Evidence lost = EvidencePlaces.moved(quote("exact", 6, 9), BEFORE, "one", 0);
    assertThat(lost).isEqualTo(quote("exact", null, null));
    assertThat(EvidencePlaces.moved(lost, "one", BEFORE, 0)).isEqualTo(quote("exact", 6, 9));
    Evidence beyond = quote("normalized", 6, 99);
    assertThat(EvidencePlaces.moved(beyond, BEFORE, BEFORE, 0))
        .isEqualTo(quote("normalized", null, null));
    Evidence unsupported = quote("unsupported", null, null);
    assertThat(EvidencePlaces.moved(unsupported, BEFORE, BEFORE, 0)).isEqualTo(unsupported);
  }
}
