package dev.quern.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each setting has a default, a sentence where it is bound, and a place in the file for users. */
class SettingsTests {

  private static final Path SOURCES = Path.of("src/main/java");

  /** A key behind #, to be read as if it stood there. */
  private static final Pattern BEHIND_HASH = Pattern.compile("^( *)# ( *[\\w-]+:(?: .*)?)$");

  /** What {@code config/application.yaml} says with nothing behind # any more: names and values. */
  private static Map<String, String> shown;

  @BeforeAll
  static void readWhatIsShown() throws IOException {
    String text =
        Files.readAllLines(Path.of("config/application.yaml")).stream()
            .map(line -> BEHIND_HASH.matcher(line).replaceFirst("$1$2"))
            .collect(Collectors.joining("\n"));
    shown = new TreeMap<>();
    collect("quern", new YAMLMapper().readTree(text).path("quern"));
  }

  private static void collect(String name, JsonNode node) {
    if (node.isObject() && !name.equals("quern.providers")) {
      node.fields().forEachRemaining(e -> collect(name + "." + e.getKey(), e.getValue()));
    } else {
      shown.put(name, node.asText());
    }
  }

  static List<Setting> settings() {
    return Setting.all();
  }

  @Test
  void areShownInTheFileForUsersAndNothingElseIs() {
    assertThat(shown.keySet())
        .containsExactlyInAnyOrderElementsOf(settings().stream().map(Setting::name).toList());
  }

  @ParameterizedTest
  @MethodSource("settings")
  void areShownWithTheirDefaults(Setting setting) {
    if (setting.value() != null) {
      String value = shown.getOrDefault(setting.name(), "");
      assertThat(value.replaceFirst("^\\$\\{[^:]+:(.*)}$", "$1")).isEqualTo(setting.value());
    }
  }

  @ParameterizedTest
  @MethodSource("settings")
  void endTheirSentenceWithTheDefault(Setting setting) throws IOException {
    Path source = SOURCES.resolve(setting.owner().getName().replace('.', '/') + ".java");
    String sentence = sentence(Files.readString(source), setting.component());
    assertThat(sentence).contains(" Defaults to ").endsWith(".");
    if (setting.value() != null) {
      String value = setting.value().isEmpty() ? "empty" : setting.value();
      assertThat(sentence).containsPattern(" Defaults to " + Pattern.quote(value) + "[.;]");
    }
  }

  /** What the Javadoc says of a component, on one line. */
  private static String sentence(String source, String component) {
    Matcher found =
        Pattern.compile("@param " + component + "\\b(.*?)(?=@param|\\*/)", Pattern.DOTALL)
            .matcher(source);
    return found.find() ? found.group(1).replaceAll("\\s+\\*?\\s*", " ").strip() : "";
  }

  @Test
  void areBoundByARecordAndNowhereElse() throws IOException {
    List<String> others = new ArrayList<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        Matcher bound =
            Pattern.compile("@Value\\(\"\\$\\{quern\\.").matcher(Files.readString(file));
        if (bound.find()) {
          others.add(file.toString());
        }
      }
    }
    assertThat(others).isEmpty();
  }
}
