package dev.quern.tasktype.datadistillation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.dataset.NearDuplicates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimilarTextsTests {

  @TempDir Path scratch;

  @Test
  void findsWhatSaysNearlyTheSame() {
    List<String> found = new ArrayList<>();
    int[] group = {0, 1, 2, 3};
    search(
        List.of(
            "The old mill by the river ground corn for seven villages around it",
            "A comet was seen over the town in the winter of that year",
            "the old mill, by the river, ground corn for seven villages around it!",
            ""),
        group,
        found);
    assertThat(found).containsExactly("2-0");
    assertThat(group).containsExactly(0, 1, 0, 3);
  }

  @Test
  void joinsThousandsThatAreAlikeWithoutComparingAllOfThem() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      texts.add("Which of the many pumps in the great hall of the old works bears the number " + i);
    }
    int[] group = new int[texts.size()];
    for (int i = 0; i < group.length; i++) {
      group[i] = i;
    }
    List<String> found = new ArrayList<>();
    search(texts, group, found);
    assertThat(group).containsOnly(0);
    assertThat(found.size()).isLessThan(2 * texts.size());
    assertThat(scratch.toFile().list()).isEmpty();
  }

  private void search(List<String> texts, int[] group, List<String> found) {
    assertThat(Files.exists(scratch)).isTrue();
    try (NearDuplicates.Search search = new SimilarTexts().search(0.8, scratch)) {
      texts.forEach(text -> search.add(text, "en"));
      search.find(
          new NearDuplicates.Pairs() {
            @Override
            public boolean areSettled(int one, int other) {
              return root(group, one) == root(group, other);
            }

            @Override
            public void found(int one, int other) {
              found.add(one + "-" + other);
              int a = root(group, one);
              int b = root(group, other);
              group[Math.max(a, b)] = Math.min(a, b);
            }
          });
    }
    for (int i = 0; i < group.length; i++) {
      group[i] = root(group, i);
    }
  }

  private static int root(int[] group, int of) {
    int at = of;
    while (group[at] != at) {
      group[at] = group[group[at]];
      at = group[at];
    }
    return at;
  }
}
