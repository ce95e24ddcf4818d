package dev.quern.document.structure;

import dev.quern.document.structure.Piece.Kind;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Finds the blocks of a text with commonmark-java, one section at a time, because the parser needs
 * its whole input in memory and texts are long. The last block of a section may continue in the
 * next one, so it is parsed again; if it is longer than a section, the next section begins with its
 * context.
 */
public final class SectionParser {

  /**
   * Parses only blocks: inline content does not matter here, and parsing it takes most of the time.
   */
  private static final Parser PARSER =
      Parser.builder()
          .extensions(List.of(TablesExtension.create()))
          .includeSourceSpans(IncludeSourceSpans.BLOCKS)
          .inlineParserFactory(context -> (lines, node) -> {})
          .build();

  private final long longestItem;
  private String prefix = "";
  private boolean first = true;

  /** Splits list items that are longer than {@code longestItem}. */
  public SectionParser(long longestItem) {
    this.longestItem = longestItem;
  }

  /**
   * The result of parsing a section.
   *
   * @param pieces the blocks, in order, from the section's start
   * @param consumed how much of the text they account for; the rest is to begin the next section
   * @param goesOn whether the first piece continues with the last one of the section before
   */
  public record Section(List<Piece> pieces, int consumed, boolean goesOn) {}

  /**
   * Parses a section.
   *
   * @param text from the end of the last one on, up to the end of a line
   * @param last whether the text ends here
   * @param force whether to take a block as it is although it fills the section and may go on;
   *     without, nothing is consumed then
   */
  public Section parse(String text, boolean last, boolean force) {
    List<Piece> pieces = new ArrayList<>();
    int at = 0;
    while (prefix.isEmpty() && at < text.length()) {
      int plain = PlainBlocks.find(text, at, last, pieces);
      first = first && plain == at;
      int end = first || plain == text.length() ? -1 : OtherBlocks.end(text, plain);
      if (end < 0) {
        at = plain;
        break;
      }
      place(parseBlocks(text.substring(plain, end), true, force), plain, pieces);
      at = end;
    }
    if (at > 0 && (!last || at == text.length())) {
      return new Section(pieces, at, false);
    }
    Section rest = parseBlocks(text.substring(at), last, force);
    place(rest, at, pieces);
    return new Section(pieces, at + rest.consumed(), rest.goesOn());
  }

  private static void place(Section section, int at, List<Piece> pieces) {
    section.pieces().forEach(piece -> pieces.add(at == 0 ? piece : piece.moved(at)));
  }

  private Section parseBlocks(String text, boolean last, boolean force) {
    List<Piece> pieces = new ArrayList<>();
    int from = first ? FrontMatter.end(text) : 0;
    if (from > 0) {
      pieces.add(new Piece(0, from, Kind.FRONT_MATTER, 0, ""));
    }
    boolean goesOn = !prefix.isEmpty();
    int before = prefix.length();
    String source = prefix + text.substring(from);
    Node document = PARSER.parse(source);
    @Nullable Node end = last ? null : open(document.getLastChild());
    int consumed = text.length();
    String next = "";
    if (end != null) {
      int start = start(end) - before + from;
      if (start > 0) {
        consumed = start;
      } else if (!force) {
        return new Section(List.of(), 0, false);
      } else {
        next = prefixOf(end, source);
        end = null;
      }
    }
    for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
      if (node != end) {
        add(node, end, source, pieces, from - before);
      }
    }
    first = false;
    prefix = next;
    return new Section(pieces, consumed, goesOn);
  }

  /** The block that may go on in the next section: the last, of a list its last item. */
  private static @Nullable Node open(@Nullable Node last) {
    return last instanceof ListBlock && last.getLastChild() != last.getFirstChild()
        ? last.getLastChild()
        : last;
  }

  private void add(Node node, @Nullable Node end, String source, List<Piece> pieces, long offset) {
    if (node == end || node.getSourceSpans().isEmpty()) {
      return;
    }
    if (node instanceof ListBlock) {
      for (Node item = node.getFirstChild(); item != null; item = item.getNext()) {
        add(item, end, source, pieces, offset);
      }
      return;
    }
    Kind kind = kind(node, source);
    if (kind == Kind.ITEM && end(node) - start(node) > longestItem) {
      for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
        add(child, end, source, pieces, offset);
      }
      return;
    }
    int level = node instanceof Heading heading ? heading.getLevel() : 0;
    String title = level > 0 ? title(source.substring(start(node), end(node))) : "";
    Piece piece = new Piece(start(node), end(node), kind, level, title).moved(offset);
    pieces.add(piece.start() < 0 ? new Piece(0, piece.end(), kind, level, title) : piece);
  }

  private static Kind kind(Node node, String source) {
    if (node instanceof Heading) {
      return Kind.HEADING;
    }
    if (node instanceof FencedCodeBlock || node instanceof IndentedCodeBlock) {
      return Kind.CODE;
    }
    if (node instanceof HtmlBlock) {
      String html = source.substring(start(node), end(node)).strip();
      boolean comment = html.startsWith("<!--") && html.indexOf("-->") == html.length() - 3;
      boolean code = html.regionMatches(true, 0, "<pre", 0, 4);
      return comment ? Kind.COMMENT : code ? Kind.CODE : Kind.TEXT;
    }
    if (node instanceof TableBlock) {
      return Kind.TABLE;
    }
    return node instanceof ListItem ? Kind.ITEM : Kind.TEXT;
  }

  /** What a section must begin with that starts inside of this block. */
  private static String prefixOf(Node node, String source) {
    if (node instanceof FencedCodeBlock fence) {
      Integer length = fence.getOpeningFenceLength();
      return fence.getFenceCharacter().repeat(length == null ? 3 : length) + "\n";
    }
    if (node instanceof TableBlock) {
      return "|a|\n|-|\n";
    }
    if (node instanceof HtmlBlock) {
      String html = source.substring(start(node));
      return html.startsWith("<!--")
          ? "<!--\n"
          : html.regionMatches(true, 0, "<pre", 0, 4) ? "<pre>\n" : "";
    }
    return "";
  }

  static String title(String source) {
    String heading = source.stripLeading();
    if (!heading.startsWith("#")) {
      String above = heading.replaceFirst("[\\r\\n]+[ \\t]*(=+|-+)[ \\t]*$", "");
      return above.strip().replaceAll("\\s*[\\r\\n]+\\s*", " ");
    }
    int level = 0;
    while (level < heading.length() && heading.charAt(level) == '#') {
      level++;
    }
    String title = heading.substring(level).strip();
    return title.endsWith("#") ? title.replaceFirst("(^|\\s+)#+$", "").strip() : title;
  }

  private static int start(Node node) {
    List<SourceSpan> spans = node.getSourceSpans();
    return spans.isEmpty() ? 0 : spans.get(0).getInputIndex();
  }

  private static int end(Node node) {
    List<SourceSpan> spans = node.getSourceSpans();
    SourceSpan last = spans.get(spans.size() - 1);
    return last.getInputIndex() + last.getLength();
  }
}
