package dev.quern.document.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Documents made by other programs than those that read them, each full of what is easily read
 * wrongly; {@code FILE.md} beside each is what its readers see.
 */
class MadeDocumentsTests {

  private static final Path MADE = Path.of("src/test/resources/documents/made");

  static List<Path> documents() throws IOException {
    try (Stream<Path> files = Files.list(MADE)) {
      return files.filter(file -> !file.toString().endsWith(".md")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void readsWhatIsShown(Path document) throws IOException {
    Path shown = MADE.resolve(document.getFileName() + ".md");
    assertThat(Reading.markdown(document)).isEqualTo(Files.readString(shown));
  }
}
