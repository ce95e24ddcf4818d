package dev.quern.api.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.dataset.entry.DatasetFixture;
import dev.quern.dataset.question.NewQuestion;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

class StorableStringTests {

  private static final DatasetFixture DATA = new DatasetFixture();
  private static final String PROJECT = DATA.projects.create("texts", null).id();

  @Property(tries = 300)
  void letsThroughExactlyWhatTheDatabaseGivesBackAsItWas(
      @ForAll @StringLength(min = 1, max = 20) String text) {
    boolean storable =
        text.indexOf(0) < 0 && text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    assertThat(StorableString.fault(text).isEmpty()).isEqualTo(storable);
    if (storable) {
      var question = DATA.questions.create(PROJECT, new NewQuestion("?" + text, null, null));
      assertThat(question.question()).isEqualTo("?" + text);
    }
  }
}
