package dev.quern.llm.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FairSharesTests {

  private static Map<String, Integer> shares(int max, long turn, int... wants) {
    TreeMap<String, Integer> byNode = new TreeMap<>();
    for (int i = 0; i < wants.length; i++) {
      byNode.put("node" + i, wants[i]);
    }
    return FairShares.of(max, byNode, turn);
  }

  @Test
  void givesOneNodeAll() {
    assertThat(shares(7, 0, 100)).containsEntry("node0", 7);
  }

  @Test
  void spreadsWhatCannotBeDivided() {
    assertThat(shares(8, 0, 100, 100, 100).values()).containsExactlyInAnyOrder(3, 3, 2);
  }

  @Test
  void givesToOthersWhatANodeDoesNotWant() {
    assertThat(shares(10, 0, 2, 100, 100)).isEqualTo(Map.of("node0", 2, "node1", 4, "node2", 4));
  }

  @Test
  void letsNodesTakeTurnsWherePlacesAreFewer() {
    Set<Set<String>> served = new HashSet<>();
    for (int turn = 0; turn < 3; turn++) {
      Map<String, Integer> shares = shares(2, turn, 5, 5, 5);
      shares.values().removeIf(places -> places == 0);
      assertThat(shares.values()).containsExactly(1, 1);
      served.add(shares.keySet());
    }
    assertThat(served).hasSize(3);
  }

  @Property(tries = 300)
  void neverGivesMoreThanThereIsNorLessThanIsWanted(
      @ForAll @IntRange(max = 200) int max,
      @ForAll @Size(max = 12) List<@IntRange(max = 60) Integer> wants,
      @ForAll @IntRange(max = 1000) int turn) {
    int[] array = wants.stream().mapToInt(i -> i).toArray();

    Map<String, Integer> shares = shares(max, turn, array);

    int given = shares.values().stream().mapToInt(i -> i).sum();
    int wanted = wants.stream().mapToInt(i -> i).sum();
    assertThat(given).isEqualTo(Math.min(max, wanted));
    shares.forEach(
        (node, places) ->
            assertThat(places).isBetween(0, wants.get(Integer.parseInt(node.substring(4)))));
  }
}
