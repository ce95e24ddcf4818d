package dev.quern.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Temporary files lie in the home, and go with the next start where their process was killed. */
class LeftoversTests extends ChaosTest {

  private static final String PAGE = "<html><body><p>The mill at the weir turns.</p></body></html>";

  @TempDir Path elsewhere;

  @Test
  void aStartRemovesWhatAKilledProcessLeft() throws IOException {
    QuernNode node = launch("node").up();
    upload(node);
    List<Path> left = list(node.home().resolve("tmp"));
    assertThat(left).hasSize(1);
    assertThat(left.get(0)).isNotEmptyDirectory();

    node.kill();
    assertThat(left.get(0)).exists();
    node.startAgain("-Djava.io.tmpdir=" + elsewhere);
    upload(node);

    assertThat(list(node.home().resolve("tmp"))).hasSize(1).doesNotContainAnyElementsOf(left);
    assertThat(elsewhere).isEmptyDirectory();
  }

  private static void upload(QuernNode node) {
    String project = node.rest().project();
    String files = "/api/projects/" + project + "/files";
    assertThat(node.rest().upload(files, "mill.html", PAGE).status()).isEqualTo(201);
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
