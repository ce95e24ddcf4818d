package dev.quern.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The ids that came in answers, by the path that lists them, for the paths below and for bodies.
 */
public final class SeenIds {

  private final Map<String, List<String>> byPath = new HashMap<>();
  private final List<String> all = new ArrayList<>(List.of("none", "x y", "é水", "'a'", "null"));
  private final Random random;

  public SeenIds(Random random) {
    this.random = random;
  }

  /** Those of every path, and some that are none. */
  public List<String> all() {
    return all;
  }

  /** Remembers what a path lists or makes, fifty of each and two hundred in all. */
  public void remember(String path, List<String> named) {
    List<String> these = byPath.computeIfAbsent(path, p -> new ArrayList<>());
    named.stream().filter(id -> these.size() < 50 && !these.contains(id)).forEach(these::add);
    named.stream().filter(id -> all.size() < 200 && !all.contains(id)).forEach(all::add);
  }

  /** One of that path, seldom another; {@code right} makes others rarer. */
  public String any(String path, boolean right) {
    List<String> those = byPath.getOrDefault(path, List.of());
    List<String> from = those.isEmpty() || random.nextInt(right ? 20 : 4) == 0 ? all : those;
    return from.get(random.nextInt(from.size()));
  }
}
