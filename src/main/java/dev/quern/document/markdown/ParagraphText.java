package dev.quern.document.markdown;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a paragraph as its format intends it: white space, and lists and titles that are
 * recognizable only by their appearance.
 */
class ParagraphText {

  /** An intended line end, as opposed to one in the source of an HTML page. */
  static final char LINE_BREAK = '\u2028';

  private static final String CJK = "[\\u2E80-\\u9FFF\\uF900-\\uFAFF\\uFF00-\\uFFEF]";

  private static final Pattern BREAK_IN_CJK =
      Pattern.compile("(?<=" + CJK + ")[ \\t]*[\\r\\n]\\s*(?=" + CJK + ")");

  /** Two breaks make an empty line: what stands behind is a paragraph of its own. */
  private static final Pattern EMPTY_LINES =
      Pattern.compile(LINE_BREAK + "(?:[\\s\\u00A0]*" + LINE_BREAK + ")+");

  /** Word's and LibreOffice's names for list styles, as Tika writes them: {@code list_Bullet_2}. */
  private static final Pattern LIST_STYLE =
      Pattern.compile("list_(bullet|number)(?:_(\\d))?", Pattern.CASE_INSENSITIVE);

  private static final int MAX_TITLE = 100;

  private final MarkdownBlocks blocks;
  private final DocumentLayout layout;
  private final PageLines pages;
  private final ItemLines items = new ItemLines();
  private boolean titleExpected;
  private int number;
  private String sheet = "";

  ParagraphText(MarkdownBlocks blocks, DocumentLayout layout, Map<String, Integer> titles) {
    this.blocks = blocks;
    this.layout = layout;
    this.pages = new PageLines(titles);
  }

  void enter(String element, String itsClass) {
    if (layout == DocumentLayout.SLIDES && element.equals("div")) {
      titleExpected = itsClass.equals("slide-content");
    }
  }

  void heading(int level, String text) throws IOException {
    String title = text.replace(LINE_BREAK, ' ').strip();
    if (layout == DocumentLayout.SHEETS) {
      sheet = title;
    } else {
      blocks.heading(level, title);
      items.end();
    }
  }

  /** A sheet's name is written once something is on it: a workbook without cells has no text. */
  void beginTable() throws IOException {
    if (!sheet.isEmpty()) {
      blocks.heading(2, sheet);
      sheet = "";
    }
  }

  void paragraph(String raw, String itsClass) throws IOException {
    beginTable();
    switch (layout) {
      case WEB -> {
        String joined = BREAK_IN_CJK.matcher(raw).replaceAll("");
        for (String part : EMPTY_LINES.split(joined)) {
          if (!part.isBlank()) {
            blocks.paragraph(lines(part.replaceAll("[ \\t\\r\\n\\u00A0]+", " ")));
          }
        }
      }
      case PAGES -> {
        for (PageLines.Part part : pages.parts(raw.replace(LINE_BREAK, '\n'))) {
          if (part.heading() > 0) {
            blocks.heading(part.heading(), part.text());
          } else {
            itemOrParagraph(part.text());
          }
        }
      }
      case SLIDES -> slide(lines(raw));
      default -> styled(lines(raw), itsClass);
    }
  }

  private static String lines(String text) {
    List<String> lines =
        text.replace(LINE_BREAK, '\n')
            .lines()
            .map(line -> line.replaceAll("[ \\t\\u00A0]+", " ").strip())
            .filter(line -> !line.isEmpty())
            .toList();
    return String.join("\n", lines);
  }

  private void slide(String text) throws IOException {
    boolean title = titleExpected && text.length() <= MAX_TITLE;
    titleExpected = false;
    if (title && !text.matches("(?s).*[.!?。！？;；:：,，]$")) {
      blocks.heading(2, text);
    } else {
      itemOrParagraph(text);
    }
  }

  private void styled(String text, String style) throws IOException {
    Matcher list = LIST_STYLE.matcher(style);
    if (!list.matches() || ItemLines.begin(text)) {
      number = 0;
      itemOrParagraph(text);
      return;
    }
    int depth = list.group(2) == null ? 0 : Integer.parseInt(list.group(2)) - 1;
    boolean numbered = list.group(1).equalsIgnoreCase("number");
    number = numbered ? number + 1 : 0;
    blocks.item(depth, numbered ? number + "." : "-", text);
  }

  private void itemOrParagraph(String text) throws IOException {
    for (ItemLines.Part part : items.parts(text)) {
      if (part.isNumbered()) {
        blocks.item(0, part.marker(), part.text());
      } else if (part.isItem()) {
        boolean inner = "◦○–o".contains(part.marker()) && blocks.afterItem();
        blocks.item(inner ? 1 : 0, "-", part.text());
      } else if (!part.text().isBlank()) {
        blocks.paragraph(part.text());
      }
    }
  }
}
