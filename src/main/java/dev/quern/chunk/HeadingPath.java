package dev.quern.chunk;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The headings above a place in a text, the outermost first. */
record HeadingPath(List<Heading> headings) {

  static final HeadingPath ROOT = new HeadingPath(List.of());

  private static final int MAX_TITLE = 200;

  /** A heading; {@code level} is 1 to 6. */
  record Heading(int level, String title) {}

  /** The path below a new heading. */
  HeadingPath with(int level, String title) {
    List<Heading> path = new ArrayList<>(headings);
    path.removeIf(heading -> heading.level() >= level);
    path.add(new Heading(level, shorten(title)));
    return new HeadingPath(List.copyOf(path));
  }

  /** The common start of both paths. */
  HeadingPath common(HeadingPath other) {
    int length = 0;
    while (length < Math.min(headings.size(), other.headings.size())
        && headings.get(length).equals(other.headings.get(length))) {
      length++;
    }
    return new HeadingPath(headings.subList(0, length));
  }

  boolean isRoot() {
    return headings.isEmpty();
  }

  @Override
  public String toString() {
    return headings.stream()
        .map(Heading::title)
        .filter(title -> !title.isEmpty())
        .collect(Collectors.joining(" > "));
  }

  private static String shorten(String title) {
    return title.codePointCount(0, title.length()) <= MAX_TITLE
        ? title
        : title.substring(0, title.offsetByCodePoints(0, MAX_TITLE - 1)) + "…";
  }
}
