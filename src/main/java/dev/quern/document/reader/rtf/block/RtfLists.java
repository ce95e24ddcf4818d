package dev.quern.document.reader.rtf.block;

import dev.quern.document.markup.NumberFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lists of a document, counted where a paragraph does not say its number. */
public final class RtfLists {

  private static final int LEVELS = 9;
  private static final int BULLET = 23;
  private static final int NO_NUMBER = 255;

  /** A level: its format, its first number, and its label as bytes, numbers of levels below 9. */
  private static final class Level {
    private int format = BULLET;
    private int start = 1;
    private String label = "";
  }

  private final Map<Integer, List<Level>> lists = new HashMap<>();
  private final Map<Integer, Integer> overrides = new HashMap<>();
  private final Map<Integer, int[]> counters = new HashMap<>();
  private List<Level> levels = new ArrayList<>();
  private int listed;
  private final Map<Integer, Integer> added = new HashMap<>();
  private int left;
  private int depth;

  /** A word inside the table of lists or of their overrides. */
  public void entry(String word, int number) {
    Level level = levels.isEmpty() ? new Level() : levels.get(levels.size() - 1);
    switch (word) {
      case "list" -> levels = new ArrayList<>();
      case "listlevel" -> levels.add(new Level());
      case "levelnfc", "levelnfcn" -> level.format = number;
      case "levelstartat" -> level.start = number;
      case "listid" -> {
        lists.putIfAbsent(number, levels);
        listed = number;
      }
      case "ls" -> overrides.put(number, listed);
      default -> {}
    }
  }

  /** The text of a level's label, its first character being how long it is. */
  public void label(String text) {
    if (!levels.isEmpty() && text.length() > 1 && levels.get(levels.size() - 1).label.isEmpty()) {
      int length = Math.min(text.length() - 1, text.charAt(0));
      levels.get(levels.size() - 1).label = text.substring(1, 1 + length);
    }
  }

  /** Whether that level of a list has bullets. */
  boolean isBullet(int list, int level) {
    Level at = level(list, level);
    return at != null && at.format == BULLET;
  }

  boolean isKnown(int list) {
    return lists.containsKey(overrides.getOrDefault(list, 0));
  }

  private @Nullable Level level(int list, int level) {
    List<Level> known = lists.getOrDefault(overrides.getOrDefault(list, 0), List.of());
    return level >= 0 && level < known.size() ? known.get(level) : null;
  }

  /** Counts on, and gives what stands before the paragraph: {@code -} for a bullet. */
  String next(int list, int level) {
    int[] numbers =
        counters.computeIfAbsent(overrides.getOrDefault(list, 0), id -> new int[LEVELS]);
    Level at = level(list, level);
    if (at == null || at.format == BULLET) {
      return "-";
    }
    numbers[level]++;
    for (int deeper = level + 1; deeper < LEVELS; deeper++) {
      numbers[deeper] = 0;
    }
    StringBuilder label = new StringBuilder();
    for (char c : at.label.toCharArray()) {
      if (c < LEVELS) {
        Level shown = level(list, c);
        int number = Math.max(1, numbers[c]) - 1 + (shown == null ? 1 : shown.start);
        label.append(NumberFormat.of(number, format(shown == null ? 0 : shown.format)));
      } else {
        label.append(c);
      }
    }
    return label.toString().strip();
  }

  /**
   * How deep an item is, also where several lists stand in each other: Word gives each its own
   * levels from 0 and only indents the inner one further.
   */
  int depth(RtfParagraph item) {
    Integer known = added.get(item.list());
    int own = item.level();
    if (known == null) {
      int inner = item.left() > left ? depth + 1 - own : item.left() == left ? depth - own : 0;
      known = added.isEmpty() ? 0 : Math.max(0, inner);
      added.put(item.list(), known);
    }
    depth = known + own;
    left = item.left();
    return depth;
  }

  /** The lists that stand in each other have ended. */
  void endDepths() {
    added.clear();
  }

  private static String format(int number) {
    return switch (number) {
      case 1 -> "upperRoman";
      case 2 -> "lowerRoman";
      case 3 -> "upperLetter";
      case 4 -> "lowerLetter";
      case 5 -> "ordinal";
      case 18 -> "decimalEnclosedCircle";
      case 22 -> "decimalZero";
      case 37, 38, 39 -> "chineseCounting";
      case NO_NUMBER -> "none";
      default -> "decimal";
    };
  }
}
