package dev.quern.tasktype.datadistillation.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DuplicateIndexTests {

  @TempDir private Path folder;

  private final Random random = new Random(7);

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 0.5, 0.7, 0.8, 0.9, 1})
  void findsNearlyAllThatIsSimilarEnoughAndNothingElse(double threshold) {
    List<ScannedEntry> entries = new ArrayList<>();
    for (int i = 0; i < 1500; i++) {
      int words = 20 + random.nextInt(60);
      List<String> original = words(words, i);
      // As many others as still leave the pair similar enough: J = (n - k) / (n + k).
      int others = (int) Math.floor(words * (1 - threshold) / (1 + threshold));
      List<String> changed = new ArrayList<>(original.subList(others, words));
      IntStream.range(0, others)
          .forEach(k -> changed.add("other" + name(k) + "x" + name(entries.size())));
      entries.add(entry("a" + i, "q", String.join(" ", original)));
      entries.add(entry("b" + i, "q", String.join(", ", changed)));
    }
    Map<String, DuplicateIndex.Match> found = search(config(false, threshold), entries);
    // All pairs are at the threshold; below 0.36 a band of one row cannot find 99.5 % of them.
    assertThat(found.size()).isBetween(threshold < 0.36 ? 1400 : 1470, 1500);
    found.forEach(
        (id, match) -> {
          assertThat(match.id()).isEqualTo("a" + id.substring(1));
          assertThat(match.similarity()).isGreaterThanOrEqualTo(threshold);
        });
  }

  @Test
  void findsDuplicatesAmongThousandsOfOneTemplate() {
    List<ScannedEntry> entries = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      String text = "The pump has a capacity of " + (i + 10_000) + " litres a minute.";
      entries.add(entry("a" + i, "What is the capacity of pump " + i + "?", text));
      if (i % 10 == 0) {
        entries.add(entry("b" + i, "What is the capacity of pump " + i + "?", text + " indeed"));
      }
    }
    Map<String, DuplicateIndex.Match> found = search(config(false, 0.8), entries);
    assertThat(found).hasSizeBetween(490, 500);
    found.forEach((id, match) -> assertThat(match.id()).isEqualTo("a" + id.substring(1)));
  }

  /** A template with five words of two thousand: all of them are alike by two thirds and more. */
  @ParameterizedTest
  @ValueSource(doubles = {0.8, 0.85, 0.9})
  void findsWhatIsAlikeInALargeFamily(double similarity) {
    List<ScannedEntry> entries = new ArrayList<>();
    int planted = 0;
    for (int i = 0; i < 12_000; i++) {
      List<String> text = family();
      entries.add(entry("a" + i, "Why is it so", String.join(" ", text)));
      if (i % 10 == 0) {
        // "Why is it so" and 26 words, of which some are taken away: J = (30 - k) / 30.
        int fewer = (int) Math.floor(30 * (1 - similarity) + 1e-9);
        List<String> less = new ArrayList<>(text);
        IntStream.range(0, fewer).forEach(k -> less.remove(random.nextInt(less.size() - 5)));
        entries.add(entry("b" + i, "Why is it so", String.join(" ", less)));
        planted++;
      }
    }
    long begun = System.nanoTime();
    long found =
        search(config(false, 0.8), entries).keySet().stream()
            .filter(id -> id.startsWith("b"))
            .count();
    System.out.printf(
        "alike by %.2f in a family of %d: %.1f %% found, %d ms%n",
        similarity,
        entries.size(),
        100.0 * found / planted,
        (System.nanoTime() - begun) / 1_000_000);
    assertThat(found).isGreaterThanOrEqualTo(Math.round(0.95 * planted));
  }

  private List<String> family() {
    List<String> text = new ArrayList<>();
    IntStream.range(0, 21).forEach(k -> text.add("template" + (char) ('a' + k)));
    for (int k = 0; k < 5; k++) {
      text.add("name" + (char) ('a' + k) + name(random.nextInt(2000)));
    }
    return text;
  }

  @Test
  void keepsTheMiddleOfNoChainAndRemovesNothingFarFromWhatStays() {
    List<ScannedEntry> chain =
        List.of(
            entry("1", "", "ax bx cx dx ex fx gx hx ix jx"),
            entry("2", "", "ax bx cx dx ex fx gx hx ix kx"),
            entry("3", "", "ax bx cx dx ex fx gx hx lx kx"));
    Map<String, DuplicateIndex.Match> found = search(config(false, 0.8), chain);
    assertThat(found).containsOnlyKeys("2");
    assertThat(found.get("2").similarity()).isEqualTo(9.0 / 11);
  }

  @Test
  void comparesQuestionsWithoutWhatPeopleWriteNowSoAndNowSo() {
    List<ScannedEntry> entries =
        List.of(
            entry("1", "What is  C++ ?", "x"),
            entry("2", "what is c++", "y"),
            entry("3", "What is C?", "z"),
            entry("4", "Kır nedir?", "x"),
            entry("5", "KIR NEDİR", "y"),
            entry("6", "Kir nedir?", "z"),
            entry("7", "什么是水车？", "x"),
            entry("8", "什么是水车?", "y"),
            entry("9", "???", "x"));
    assertThat(search(config(true, null), entries)).containsOnlyKeys("2", "5", "8");
  }

  @ParameterizedTest(name = "{0} / {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          What is 2⁵? | What is 25?
          What is 10⁶? | What is 106?
          What is 5 mW? | What is 5 MW?
          What does `-v` do? | What does `-V` do?
          What does -v do? | What does -V do?
          What is 5!? | What is 5?
          What is n!? | What is n?
          What is C++? | What is C#?
          What is C? | What is C++?
          What is x? | What is X?
          How many kB are that? | How many KB are that?
          Is x>y? | Is x<y?
          Is it -40? | Is it 40?
          What is version 1.2? | What is version 12?
          What is m²? | What is m2?
          What is \\Delta x? | What is \\delta x?
          What is a + b? | What is a b?
          What's it? | Whats it?
          """)
  void keepsDifferentQuestionsApart(String one, String other) {
    assertThat(search(config(true, null), List.of(entry("1", one, "x"), entry("2", other, "y"))))
        .isEmpty();
  }

  @ParameterizedTest(name = "{0} / {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          WHY IS THE WHEEL SO LARGE? | Why is the wheel so large?
          What Is The Pump For? | what is the pump for
          Why  is it?! | why is it …
          水车是什么？ | 水车是什么
          How large is a mill?  | How large is a mill.
          """)
  void foldsCaseSpaceAndTheMarkAtTheEnd(String one, String other) {
    assertThat(search(config(true, null), List.of(entry("1", one, "x"), entry("2", other, "y"))))
        .containsOnlyKeys("2");
  }

  @ParameterizedTest(name = "{0} / {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          The language is C++ and it is compiled. | The language is C# and it is compiled.
          The limit is -40 degrees, and it is kept. | The limit is 40 degrees, and it is kept.
          It holds that x>y for all of them. | It holds that x<y for all of them.
          The pump takes 5 mW of power a day. | The pump takes 5 MW of power a day.
          It was built in 1912 by the river. | It was built in 1913 by the river.
          Use the flag -v to see it all here. | Use the flag -V to see it all here.
          The area is 25 cm² in all cases here. | The area is 25 cm in all cases here.
          It has sixteen wheels and a long canal. | It has seventeen wheels and a long canal.
          It turns from 5 to 10 times a minute. | It turns from 10 to 5 times a minute.
          Vitamin B12 is in it as it should be. | Vitamin B6 is in it as it should be.
          It costs $5 in the shop at the mill. | It costs €5 in the shop at the mill.
          """)
  void keepsAnswersApartThatDifferInAFact(String one, String other) {
    assertThat(search(config(false, 0.3), List.of(entry("1", "q", one), entry("2", "q", other))))
        .isEmpty();
  }

  @Test
  void removesWhatDiffersInWordsAlone() {
    String answer = "The pump has a capacity of 50 litres a minute, at 5 kW, by the river.";
    assertThat(
            search(
                config(false, 0.8),
                List.of(entry("1", "q", answer), entry("2", "q", answer + " Indeed!"))))
        .containsOnlyKeys("2");
  }

  @Test
  void givesTheSameResultEachTime() {
    List<ScannedEntry> entries =
        IntStream.range(0, 2000)
            .mapToObj(i -> entry("e" + i, "q" + i % 900, String.join(" ", words(12, i % 5))))
            .toList();
    assertThat(search(config(true, 0.6), entries)).isEqualTo(search(config(true, 0.6), entries));
  }

  @Test
  void leavesNoFileBehind() throws Exception {
    search(config(true, 0.6), List.of(entry("1", "a", "b")));
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  private Map<String, DuplicateIndex.Match> search(
      DistillationConfig config, List<ScannedEntry> entries) {
    Map<String, DuplicateIndex.Match> found = new HashMap<>();
    try (DuplicateIndex kept = new DuplicateIndex(config, entries.size(), folder);
        FingerprintWorkers workers = new FingerprintWorkers(config, 3)) {
      for (Fingerprint entry : workers.of(entries)) {
        DuplicateIndex.Match match = kept.find(entry);
        if (match == null) {
          kept.add(entry);
        } else {
          found.put(entry.id(), match);
        }
      }
    }
    return found;
  }

  private static DistillationConfig config(boolean exact, @Nullable Double near) {
    return new DistillationConfig(exact, null, near);
  }

  /** Words of which few are frequent, and none is twice. */
  private List<String> words(int count, int salt) {
    return IntStream.range(0, count)
        .mapToObj(i -> i % 3 == 0 ? "common" + name(i) : "w" + name(salt) + "x" + name(i))
        .collect(Collectors.toList());
  }

  /** A number in letters, since digits keep entries apart. */
  private static String name(int number) {
    return Integer.toString(number, 26)
        .chars()
        .mapToObj(c -> "" + (char) (c < 'a' ? c + 49 : c + 10))
        .collect(Collectors.joining());
  }

  private static ScannedEntry entry(String id, String question, String answer) {
    return new ScannedEntry(id, question, answer, null, true);
  }
}
