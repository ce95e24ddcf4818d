package dev.quern.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the README and {@code src/docs} point at is there. */
class DocumentationTests {

  private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)");

  /** A class in backticks, alone or before a method: {@code RunItems}, {@code Tasks.cancel}. */
  private static final Pattern CLASS = Pattern.compile("`((?:[A-Z][a-z0-9]+){2,})(?:\\.\\w+)?`");

  /** A member of a class: {@code Tasks.cancel}. */
  private static final Pattern MEMBER = Pattern.compile("`((?:[A-Z][a-z0-9]+)+\\.\\w+)`");

  /** Of a library, of the contract. */
  private static final Set<String> ELSEWHERE = Set.of("StreamList", "ProviderKind");

  static List<Path> documents() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/docs"))) {
      return Stream.concat(Stream.of(Path.of("README.md")), files)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void linksLeadSomewhere(Path document) throws IOException {
    Path folder = document.toAbsolutePath().getParent();
    assertThat(matches(LINK, document))
        .filteredOn(link -> !link.startsWith("http"))
        .allSatisfy(link -> assertThat(folder.resolve(link)).exists());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void classesThatAreNamedExist(Path document) throws IOException {
    Set<String> known;
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      known =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".java"))
              .map(name -> name.replace(".java", ""))
              .collect(Collectors.toSet());
    }
    assertThat(matches(CLASS, document))
        .filteredOn(name -> !ELSEWHERE.contains(name))
        .allSatisfy(name -> assertThat(known).as(name).contains(name));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void membersThatAreNamedExist(Path document) throws IOException {
    assertThat(matches(MEMBER, document))
        .filteredOn(named -> ELSEWHERE.stream().noneMatch(named::startsWith))
        .allSatisfy(named -> assertThat(sources(type(named))).containsPattern(member(named)));
  }

  private static String type(String named) {
    return named.substring(0, named.indexOf('.'));
  }

  private static String member(String named) {
    return "\\b" + named.substring(named.indexOf('.') + 1) + "\\b";
  }

  private static String sources(String type) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      StringBuilder text = new StringBuilder();
      for (Path file : files.filter(f -> f.endsWith(type + ".java")).toList()) {
        text.append(Files.readString(file));
      }
      return text.toString();
    }
  }

  private static List<String> matches(Pattern pattern, Path document) throws IOException {
    return pattern
        .matcher(Files.readString(document))
        .results()
        .map(DocumentationTests::first)
        .toList();
  }

  private static String first(MatchResult result) {
    return result.group(1);
  }
}
