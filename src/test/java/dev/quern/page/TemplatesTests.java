package dev.quern.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds of every template. */
class TemplatesTests {

  /** What is true or false; Thymeleaf takes the texts "false", "off" and "no" as false too. */
  private static final Set<String> FLAGS =
      Set.of(
          "added",
          "asksModel",
          "changed",
          "confirmed",
          "editing",
          "false",
          "filtered",
          "keySet",
          "less",
          "lacksTag",
          "listed",
          "mayChange",
          "more",
          "ok",
          "removed",
          "signedIn",
          "supported",
          "trimmed",
          "wrong");

  private static final Pattern CONDITION =
      Pattern.compile("th:(?:if|unless|checked|selected|open|disabled)=\"\\$\\{([^\"]*)}\"");
  private static final Pattern ANSWER =
      Pattern.compile(
          ".*(==|!=|<|>).*|!?(.*\\.)?(isEmpty|isEnd|hasNonNull|containsKey|contains|startsWith)\\(.*\\)");

  @Test
  void takeNoTextForTrueOrFalse() throws IOException {
    List<String> conditions = new ArrayList<>();
    for (Path template : templates()) {
      CONDITION
          .matcher(Files.readString(template))
          .results()
          .map((MatchResult found) -> found.group(1))
          .flatMap(condition -> Stream.of(condition.split(" and | or ")))
          .forEach(conditions::add);
    }

    assertThat(conditions).hasSizeGreaterThan(100);
    assertThat(conditions).filteredOn(one -> !isFlag(one)).isEmpty();
  }

  /** In {@code map[name]} the name is the key itself, not the value of a variable. */
  @Test
  void lookUpVariablesWithGet() throws IOException {
    for (Path template : templates()) {
      assertThat(Files.readString(template))
          .as(template.toString())
          .doesNotContainPattern("\\$\\{[^\"}]*\\w\\[[a-zA-Z_]+]");
    }
  }

  private static boolean isFlag(String condition) {
    String name = condition.replaceFirst("^!", "").replaceFirst(".*\\.", "");
    return FLAGS.contains(name) || ANSWER.matcher(condition).matches();
  }

  private static List<Path> templates() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/resources/templates"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
