package dev.quern.tasktype.datadistillation.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextCleanerTests {

  private static final Path EXAMPLES = Path.of("src/test/resources/cleaning");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A line has a text and what it is to become, or a text alone that is to stay. */
  @ParameterizedTest
  @ValueSource(strings = {"en", "zh-CN", "tr"})
  void cleansWhatIsDirtyAndHarmsNothing(String language) throws IOException {
    List<String> wrong = new ArrayList<>();
    for (String line : Files.readAllLines(EXAMPLES.resolve(language + ".jsonl"))) {
      JsonNode example = JSON.readTree(line);
      String wanted = example.path(example.size() - 1).asText();
      String cleaned = TextCleaner.clean(example.path(0).asText());
      if (!cleaned.equals(wanted)) {
        wrong.add(line + " became " + JSON.writeValueAsString(cleaned));
      }
    }
    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {">", "> ", "|-", "-|"})
  void readsLinesOfAnyLength(String repeated) {
    String line = repeated.repeat(100_000).strip();
    String text = line + "\n```\nx\n```";
    assertThat(TextCleaner.clean(text)).isEqualTo(text);
  }
}
