package dev.quern.llm.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaPairReaderTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"genre\": \"Manual\", \"audience\": \"Millers\"}]",
        "Here they are:\n```json\n[{'genre': 'Manual', 'audience': 'Millers',}]\n```",
        "<think>{\"genre\": \"no\"}</think>{\"pairs\": [{\"Genre\": \"Manual\", \"Audience\": \"Millers\"}]}",
        "{\"genre\": \" Manual \", \"audience\": \"Millers\"}",
        "[{\"genre\": \"Manual\", \"audience\": \"Millers\"}, {\"genre\": \"Manual\", \"audience\": \"Millers\"}]"
      })
  void readsPairsInWhateverFormTheyCome(String said) {
    assertThat(GaPairReader.read(new Reply(said, null), 5))
        .containsExactly(new GaPairReader.Pair("Manual", "Millers"));
  }

  @Test
  void joinsTitlesWithDescriptionsAndCutsWhatIsTooMuch() {
    String said =
        "[{\"genre\": {\"title\": \"A\", \"description\": \"b\"}, \"audience\": \"c\"},"
            + "{\"genre\": \"d\", \"audience\": \"e\"}, {\"genre\": \"\", \"audience\": \"f\"}]";
    assertThat(GaPairReader.read(new Reply(said, null), 5))
        .containsExactly(new GaPairReader.Pair("A: b", "c"), new GaPairReader.Pair("d", "e"));
    assertThat(GaPairReader.read(new Reply(said, null), 1)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "I cannot do that.",
        "[\"Manual\"]",
        "[{\"genre\": \"Manual\"}]",
        "[{\"genre\": \"…\", \"audience\": \"...\"}]"
      })
  void refusesAReplyWithoutAPair(String said) {
    assertThatThrownBy(() -> GaPairReader.read(new Reply(said, null), 5))
        .isInstanceOf(UnreadableReplyException.class);
  }
}
