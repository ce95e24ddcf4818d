package dev.quern.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A reader finds the tests of a type by its name; tests of more than one type say of what. */
class TestNamesTests {

  @Test
  void areThoseOfTypesUnlessAJavadocSaysOfWhatTheTestsAre() throws IOException {
    List<Path> sources = sources();
    Set<String> types = sources.stream().map(TestNamesTests::name).collect(Collectors.toSet());
    List<Path> tests = sources.stream().filter(file -> name(file).endsWith("Tests")).toList();

    assertThat(tests).hasSizeGreaterThan(100);
    for (Path test : tests) {
      String type = name(test).replaceFirst("(Property)?Tests$", "");
      if (!type.matches(".*(Flow|Route)") && !types.contains(type)) {
        assertThat(heading(test)).as("%s, as there is no %s", test, type).contains("/**");
      }
    }
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  private static String name(Path source) {
    return source.getFileName().toString().replace(".java", "");
  }

  /** What stands between the imports and the class. */
  private static String heading(Path test) throws IOException {
    String text = Files.readString(test);
    return text.substring(text.lastIndexOf("\nimport "), text.indexOf("class " + name(test)));
  }
}
