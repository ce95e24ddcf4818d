package dev.quern.task.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.task.model.TaskState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Sets of states are said in one place. */
class StateListsTests {

  private static final Path JAVA = Path.of("src/main/java");

  @Test
  void areThoseOfTheEnum() {
    assertThat(StateLists.ENDED).isEqualTo("('completed', 'failed', 'interrupted')");
    assertThat(StateLists.ENDED_UNDONE).isEqualTo("('failed', 'interrupted')");
    assertThat(StateLists.HELD_BACK).isEqualTo("('waiting', 'paused')");
    assertThat(StateLists.NOT_BEGUN).isEqualTo("('waiting', 'queued')");
    assertThat(StateLists.IN_QUEUE).isEqualTo("('queued', 'running', 'cancelling')");
  }

  @Test
  void areSpelledOutByHandInNoStatement() throws IOException {
    String names =
        Arrays.stream(TaskState.values())
            .map(state -> "'" + state.wireName() + "'")
            .collect(Collectors.joining("|"));
    Pattern list = Pattern.compile("\\((" + names + ")(\\s*,\\s*(" + names + "))*\\)");
    try (Stream<Path> files = Files.walk(JAVA)) {
      List<Path> sources =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.endsWith("StateLists.java")) // its Javadoc shows one
              .toList();
      assertThat(sources).isNotEmpty();
      for (Path source : sources) {
        assertThat(Files.readString(source)).as("%s", source).doesNotContainPattern(list);
      }
    }
  }
}
