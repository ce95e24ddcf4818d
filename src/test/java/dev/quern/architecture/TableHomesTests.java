package dev.quern.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * A table has one home: the package whose SQL reads and writes it. What lies outside is listed
 * here, with its reason; the lists only become shorter.
 */
class TableHomesTests {

  private static final Map<String, String> HOMES = new TreeMap<>();
  private static final Map<String, Set<String>> READ_OUTSIDE = new TreeMap<>();
  private static final Map<String, Set<String>> WRITTEN_OUTSIDE = new TreeMap<>();

  static {
  }

  @Test
  void everyTableHasAHome() {
    assertThat(HOMES.keySet()).isEqualTo(SqlTexts.tables());
  }

  @Test
  void tablesAreReadAtHome() {
    assertThat(outside(SqlTexts.named(false))).isEqualTo(READ_OUTSIDE);
  }

  @Test
  void tablesAreWrittenAtHome() {
    assertThat(outside(SqlTexts.named(true))).isEqualTo(WRITTEN_OUTSIDE);
  }

  /** What a place names that is at home elsewhere; a file of one home's tables belongs there. */
  private static Map<String, Set<String>> outside(Map<String, Set<String>> named) {
    Map<String, Set<String>> outside = new TreeMap<>();
    named.forEach(
        (place, tables) -> {
          Set<String> strange = new TreeSet<>(tables);
          boolean isFile = place.startsWith("sql/");
          boolean oneHome = tables.stream().map(HOMES::get).distinct().count() == 1;
          strange.removeIf(table -> isFile ? oneHome : HOMES.get(table).equals(place));
          if (!strange.isEmpty()) {
            outside.put(place, strange);
          }
        });
    return outside;
  }
}
