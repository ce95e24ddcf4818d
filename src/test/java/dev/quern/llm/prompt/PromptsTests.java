package dev.quern.llm.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptsTests {

  private static final Path FOLDER = Path.of("config/prompts");

  static Set<String> names() throws IOException {
    return names("en");
  }

  @ParameterizedTest
  @MethodSource("names")
  void rendersEveryPromptInEveryLanguage(String name) {
    Prompts prompts = new Prompts();
    for (String language : List.of("en", "zh-CN", "tr")) {
      Set<String> placeholders = prompts.placeholders(name, language);
      String prompt =
          prompts.render(
              name,
              language,
              placeholders.stream()
                  .collect(Collectors.toMap(Function.identity(), p -> "<" + p + ">")));
      assertThat(placeholders).isEqualTo(Set.copyOf(prompts.placeholders(name, "en")));
      assertThat(placeholders).allSatisfy(p -> assertThat(prompt).contains("<" + p + ">"));
      assertThat(prompt).doesNotContainPattern("\\{[a-z_]+}").doesNotContain("placeholders:");
    }
  }

  @Test
  void hasTheSamePromptsInEveryLanguage() throws IOException {
    assertThat(names("zh-CN")).isEqualTo(names("en")).contains("question-generation");
    assertThat(names("tr")).isEqualTo(names("en"));
    try (Stream<Path> languages = Files.list(FOLDER)) {
      assertThat(languages.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("en", "zh-CN", "tr");
    }
  }

  /** Small models give back an example as data, and a heading as a question. */
  @ParameterizedTest
  @MethodSource("names")
  void showsAFormAndNothingThatCouldBeTakenForData(String name) {
    for (String language : List.of("en", "zh-CN", "tr")) {
      assertThat(new Prompts().words(name, language).lines())
          .as(language)
          .noneMatch(line -> line.matches("\\s*[\\[{\">].*\\p{L}{2,}\\s\\p{L}+.*\"\\s*[\\]}].*"))
          .noneMatch(line -> line.matches("(?iu)[#*\\s]*(?:what|how|why|which)\\b[^.]*[?:]?\\**"))
          .noneMatch(line -> line.matches(".*[?？]\\W*"))
          .noneMatch(line -> line.matches(".*\"[a-z_]+\": ?\\d.*"));
    }
  }

  @Test
  void neverExpandsAValue() {
    String prompt =
        new Prompts()
            .render(
                "answer-generation",
                "en",
                Map.of("text", "a {question} $1 \\", "question", "{text}?", "language", "English"));
    assertThat(prompt).contains("a {question} $1 \\").contains("{text}?");
  }

  @Test
  void namesAPlaceholderWithoutAValue() {
    assertThatExceptionOfType(PromptException.class)
        .isThrownBy(
            () ->
                new Prompts()
                    .render("answer-generation", "tr", Map.of("text", "x", "language", "y")))
        .withMessageContaining("\"answer-generation\" in tr")
        .withMessageContaining("{question}")
        .withMessageNotContaining("{text}");
  }

  @Test
  void namesAValueWithoutAPlaceholder() {
    Map<String, String> values =
        Map.of("text", "x", "question", "y", "language", "z", "genre", "essay");
    assertThatExceptionOfType(PromptException.class)
        .isThrownBy(() -> new Prompts().render("answer-generation", "en", values))
        .withMessageContaining("{genre}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-such-prompt", "../en/answer-generation", "", "a/b"})
  void saysWhereAMissingPromptBelongs(String name) {
    assertThatExceptionOfType(PromptException.class)
        .isThrownBy(() -> new Prompts().render(name, "en", Map.of()))
        .withMessageContaining("config/prompts/en/");
  }

  @Test
  void prefersTheWorkingDirectoryAndFallsBackToTheClassPath(@TempDir Path folder)
      throws IOException {
    write(folder, "---\nplaceholders: [text]\n---\nMine: {text} {\"question\": …} {} {Text}");
    Prompts prompts = new Prompts(folder);
    assertThat(prompts.render("answer-generation", "en", Map.of("text", "T")))
        .isEqualTo("Mine: T {\"question\": …} {} {Text}");
    assertThat(prompts.placeholders("question-generation", "en"))
        .containsExactlyInAnyOrder("text", "count", "language");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no block {text}",
        "---\nplaceholders: [text]\n---\n{text} {count}",
        "---\nplaceholders: [text, count]\n---\n{text}"
      })
  void refusesAFileWhoseListIsWrong(String source, @TempDir Path folder) throws IOException {
    write(folder, source);
    assertThatExceptionOfType(PromptException.class)
        .isThrownBy(() -> new Prompts(folder).render("answer-generation", "en", Map.of("text", "")))
        .withMessageContaining("not well formed");
  }

  @Test
  void namesEachLanguageInItsOwnWords() {
    assertThat(Stream.of("en", "zh-CN", "tr").map(Prompts::languageName))
        .containsExactly("English", "简体中文", "Türkçe");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> Prompts.languageName("fr"));
  }

  @Test
  void checksAUsersPrompt() {
    Set<String> required = Set.of("text", "question");
    Set<String> allowed = Set.of("count", "language");
    assertThat(Prompts.placeholderErrors("{text} {question} {\"a\": 1}", required, allowed))
        .isEmpty();
    assertThat(Prompts.placeholderErrors("{text} {txet} {count}", required, allowed))
        .containsExactly(
            "{txet} is not a placeholder here; known are {question}, {text}, {count}, {language}.",
            "{question} is missing.");
  }

  @Test
  void fillsAUsersPrompt() {
    assertThat(
            Prompts.renderCustom(
                "{text}: {count} {\"a\"}", Map.of("text", "{count}", "count", "3")))
        .isEqualTo("{count}: 3 {\"a\"}");
  }

  private static void write(Path folder, String source) throws IOException {
    Files.createDirectories(folder.resolve("en"));
    Files.writeString(folder.resolve("en/answer-generation.md"), source);
  }

  private static Set<String> names(String language) throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve(language))) {
      return files
          .map(path -> path.getFileName().toString().replace(".md", ""))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
