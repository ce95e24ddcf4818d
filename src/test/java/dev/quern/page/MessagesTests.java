package dev.quern.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No word of the page is missing in any language. */
class MessagesTests {

  private static final Pattern USED = Pattern.compile("#\\{([a-z][A-Za-z0-9._-]*)");
  private static final Pattern PLACES = Pattern.compile("\\{\\d}");

  private static Properties words(String language) throws IOException {
    Properties words = new Properties();
    String name = "/messages" + language + ".properties";
    try (Reader in =
        new InputStreamReader(
            Objects.requireNonNull(MessagesTests.class.getResourceAsStream(name)),
            StandardCharsets.UTF_8)) {
      words.load(in);
    }
    return words;
  }

  @ParameterizedTest
  @ValueSource(strings = {"_zh_CN", "_tr"})
  void areThereInEveryLanguageWithTheSamePlaces(String language) throws IOException {
    Properties english = words("");
    Properties others = words(language);

    assertThat(others.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
    for (String key : english.stringPropertyNames()) {
      assertThat(others.getProperty(key)).as(key).isNotBlank();
      assertThat(places(others.getProperty(key)))
          .as(key)
          .isEqualTo(places(english.getProperty(key)));
    }
  }

  private static Set<String> places(String text) {
    return PLACES.matcher(text).results().map(r -> r.group()).collect(Collectors.toSet());
  }

  @Test
  void areThereForEveryTemplate() throws IOException {
    Set<String> used = new TreeSet<>();
    try (Stream<Path> templates = Files.walk(Path.of("src/main/resources/templates"))) {
      for (Path template : templates.filter(Files::isRegularFile).toList()) {
        Matcher key = USED.matcher(Files.readString(template));
        while (key.find()) {
          used.add(key.group(1));
        }
      }
    }

    assertThat(used).hasSizeGreaterThan(100);
    assertThat(words("").stringPropertyNames()).containsAll(used);
  }
}
