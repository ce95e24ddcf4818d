package dev.quern.chunk;

import java.util.ArrayList;
import java.util.List;

/**
 * The sections that a chunk touches, and its summary: the common path of all its sections that have
 * text, or the path of the first if there is none in common. A heading with no text of its own
 * counts only when no section has any.
 */
final class Sections {

  /**
   * A section; {@code body} is the index of its first text, or a very large number if it has none.
   */
  private record Section(int start, HeadingPath path, int body) {}

  private static final int NO_BODY = Integer.MAX_VALUE;

  private final List<Section> sections = new ArrayList<>();
  private boolean body;

  Sections(HeadingPath inForce) {
    sections.add(new Section(-1, inForce, NO_BODY));
  }

  void heading(int start, int level, String title) {
    sections.add(new Section(start, last().path.with(level, title), NO_BODY));
  }

  void body(int start) {
    body = true;
    Section last = last();
    if (last.body == NO_BODY) {
      sections.set(sections.size() - 1, new Section(last.start, last.path, start));
    }
  }

  /** Whether any section so far has text of its own. */
  boolean haveBody() {
    return body;
  }

  /** The path in force at {@code end}. */
  HeadingPath pathAt(int end) {
    return before(end).get(before(end).size() - 1).path;
  }

  String summary(int end) {
    List<Section> touched = before(end);
    List<HeadingPath> paths =
        touched.stream().filter(section -> section.body < end).map(Section::path).toList();
    if (paths.isEmpty()) {
      paths =
          touched.subList(Math.min(1, touched.size() - 1), touched.size()).stream()
              .map(Section::path)
              .toList();
    }
    HeadingPath common = paths.stream().reduce(HeadingPath::common).orElse(HeadingPath.ROOT);
    if (common.isRoot()) {
      common = paths.stream().filter(path -> !path.isRoot()).findFirst().orElse(HeadingPath.ROOT);
    }
    return common.toString();
  }

  private List<Section> before(int end) {
    return sections.stream().filter(section -> section.start < end).toList();
  }

  private Section last() {
    return sections.get(sections.size() - 1);
  }
}
