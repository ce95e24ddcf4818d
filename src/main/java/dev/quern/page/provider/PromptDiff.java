package dev.quern.page.provider;

import com.github.difflib.text.DiffRow;
import com.github.difflib.text.DiffRowGenerator;
import java.util.ArrayList;
import java.util.List;

/** What a project changed in a built-in prompt, line by line. */
final class PromptDiff {

  /** What became of a line. */
  enum Kind {
    SAME,
    REMOVED,
    ADDED
  }

  /** A line of either text. */
  record Line(Kind kind, String text) {

    public boolean isAdded() {
      return kind == Kind.ADDED;
    }

    public boolean isRemoved() {
      return kind == Kind.REMOVED;
    }
  }

  private static final DiffRowGenerator ROWS =
      DiffRowGenerator.create().lineNormalizer(line -> line).build();

  private PromptDiff() {}

  /** The lines of both; those of one alone are marked. Empty where nothing differs. */
  static List<Line> of(String builtIn, String own) {
    List<Line> lines = new ArrayList<>();
    for (DiffRow row : ROWS.generateDiffRows(builtIn.lines().toList(), own.lines().toList())) {
      switch (row.getTag()) {
        case EQUAL -> lines.add(new Line(Kind.SAME, row.getNewLine()));
        case DELETE -> lines.add(new Line(Kind.REMOVED, row.getOldLine()));
        case INSERT -> lines.add(new Line(Kind.ADDED, row.getNewLine()));
        case CHANGE -> {
          lines.add(new Line(Kind.REMOVED, row.getOldLine()));
          lines.add(new Line(Kind.ADDED, row.getNewLine()));
        }
      }
    }
    return lines.stream().allMatch(line -> line.kind() == Kind.SAME) ? List.of() : lines;
  }
}
