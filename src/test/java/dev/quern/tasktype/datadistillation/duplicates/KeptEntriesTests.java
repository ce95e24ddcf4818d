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
import org.junit.jupiter.params.provider.ValueSource;

class KeptEntriesTests {

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
      IntStream.range(0, others).forEach(k -> changed.add("other" + k + "x" + entries.size()));
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

  @Test
  void keepsTheMiddleOfNoChainAndRemovesNothingFarFromWhatStays() {
    List<ScannedEntry> chain =
        List.of(
            entry("1", "", "a1 b1 c1 d1 e1 f1 g1 h1 i1 j1"),
            entry("2", "", "a1 b1 c1 d1 e1 f1 g1 h1 i1 k1"),
            entry("3", "", "a1 b1 c1 d1 e1 f1 g1 h1 l1 k1"));
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
        .mapToObj(i -> i % 3 == 0 ? "common" + i : "w" + salt + "x" + i)
        .collect(Collectors.toList());
  }

  private static ScannedEntry entry(String id, String question, String answer) {
    return new ScannedEntry(id, question, answer, null, true);
  }
}
