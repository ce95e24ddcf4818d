package dev.quern.document.markdown;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes Markdown block by block: headings, paragraphs, list items, code, quotes and tables, with
 * the empty lines and indents between them. Text is escaped only where it would turn into
 * structure.
 */
class MarkdownBlocks {

  private static final Pattern STRUCTURE =
      Pattern.compile("#{1,6}(\\s|$)|```|~~~|>|(=+|-{3,}|\\*{3,}|_{3,})\\s*$");

  private enum Last {
    NOTHING,
    BLOCK,
    ITEM
  }

  private final MarkdownFile out;
  private final Deque<Level> lists = new ArrayDeque<>();
  private Last last = Last.NOTHING;
  private String marker = "";
  private int quotes;
  private int lastQuotes;

  private static final class Level {
    private final boolean ordered;
    private final String indent;

    /** In how many quotes the list is. */
    private final int quotes;

    private int number;
    private int width = 2;

    private Level(boolean ordered, String indent, int quotes) {
      this.ordered = ordered;
      this.indent = indent;
      this.quotes = quotes;
    }
  }

  MarkdownBlocks(MarkdownFile out) {
    this.out = out;
  }

  void heading(int level, String text) throws IOException {
    block("#".repeat(Math.max(1, Math.min(6, level))) + " " + text.replaceAll("\\s+", " "));
  }

  void paragraph(String text) throws IOException {
    block(text.lines().map(MarkdownBlocks::escaped).toList());
  }

  /** Blocks that are Markdown already. */
  void markdown(String text) throws IOException {
    block(text.lines().toList());
  }

  /** A list item that was recognised by how its paragraph looks. */
  void item(int depth, String itsMarker, String text) throws IOException {
    separate(Last.ITEM);
    out.write(prefix(quotes) + "  ".repeat(depth) + itsMarker + " " + text.replaceAll("\\s+", " "));
    out.write("\n");
  }

  boolean afterItem() {
    return last == Last.ITEM;
  }

  void code(String text, String language) throws IOException {
    String fence = "```";
    while (text.contains(fence)) {
      fence += "`";
    }
    block((fence + language + "\n" + text.stripTrailing() + "\n" + fence).lines().toList());
  }

  /** A table; its rows go straight into the file. Call {@link #endTable} with it. */
  PipeTable table() throws IOException {
    separate(Last.BLOCK);
    return new PipeTable(out);
  }

  void endTable(PipeTable table) throws IOException {
    if (!table.end()) {
      last = Last.NOTHING;
    }
  }

  void startList(boolean ordered, int first) {
    Level level = new Level(ordered, prefix(quotes), quotes);
    level.number = first - 1;
    lists.push(level);
  }

  /**
   * Starts an item.
   *
   * @param value its number, 0 for the next one
   * @param itsMarker what stands before it, where that is not a bullet or the number with a dot
   */
  void startItem(int value, @Nullable String itsMarker) {
    Level level = lists.peek();
    if (level == null) {
      startList(false, 1);
      level = lists.element();
    }
    level.number = value > 0 ? value : level.number + 1;
    marker = level.ordered ? level.number + ". " : "- ";
    if (itsMarker != null && !itsMarker.isBlank()) {
      marker = itsMarker.strip() + " ";
    }
    level.width = marker.length();
  }

  /** What stands before an item of a list in a cell: the cell is one line. */
  String itemInCell(int value, @Nullable String itsMarker) {
    String outer = marker;
    startItem(value, itsMarker);
    String itsOwn = marker;
    marker = outer;
    return itsOwn;
  }

  /** Ends the innermost list, which may be one in a cell. */
  void endList(boolean inCell) {
    lists.poll();
    if (inCell) {
      return;
    }
    marker = "";
    if (lists.isEmpty() && last == Last.ITEM) {
      last = Last.BLOCK;
    }
  }

  void startQuote() {
    quotes++;
  }

  void endQuote() {
    quotes = Math.max(0, quotes - 1);
  }

  private void block(String line) throws IOException {
    block(List.of(line));
  }

  private void block(List<String> lines) throws IOException {
    Level level = lists.peek();
    String indent = prefix(quotes);
    boolean first = level != null && !marker.isEmpty();
    separate(first ? Last.ITEM : Last.BLOCK);
    for (String line : lines) {
      String start =
          first
              ? level.indent + marker + indent.substring(level.indent.length() + level.width)
              : indent;
      out.write((start + line).stripTrailing() + "\n");
      first = false;
    }
    marker = "";
    last = level == null ? Last.BLOCK : Last.ITEM;
  }

  private void separate(Last next) throws IOException {
    if (last != Last.NOTHING && !(last == Last.ITEM && next == Last.ITEM)) {
      out.write(prefix(Math.min(quotes, lastQuotes)).stripTrailing() + "\n");
    }
    last = next;
    lastQuotes = quotes;
  }

  /** What stands before a line that is in so many quotes, and in the lists that are open. */
  private String prefix(int inQuotes) {
    Level level = lists.peek();
    return level == null || inQuotes < level.quotes
        ? "> ".repeat(inQuotes)
        : level.indent + " ".repeat(level.width) + "> ".repeat(inQuotes - level.quotes);
  }

  private static String escaped(String line) {
    return STRUCTURE.matcher(line).lookingAt() ? "\\" + line : line;
  }
}
