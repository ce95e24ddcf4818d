package dev.quern.document.reader.word;

import dev.quern.document.markup.ListLevels;
import dev.quern.document.markup.Xhtml;
import dev.quern.document.markup.Xml;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/** How a paragraph begins, as a heading, an item or plain; the notes come after an open list. */
final class WordLists {

  /** Word's own names of list styles, which may come without numbering. */
  private static final Pattern LIST_STYLE = Pattern.compile("list (bullet|number)(?: ([2-5]))?");

  private final WordContext context;
  private final WordRuns runs;
  private final Xhtml out;
  private final ListLevels lists;
  private int unnumbered;

  WordLists(WordContext context, WordRuns runs, Xhtml out) {
    this.context = context;
    this.runs = runs;
    this.out = out;
    this.lists = new ListLevels(out);
  }

  boolean isOpen() {
    return lists.isOpen();
  }

  void end(boolean inCell) throws SAXException {
    lists.close();
    unnumbered = 0;
    if (!inCell) {
      notes();
    }
  }

  void notes() throws SAXException {
    for (WordNotes.Note note : context.wordNotes().take()) {
      out.start("p");
      out.text("[^" + note.number() + "]: ");
      for (Element paragraph : note.body().getElementsByTag("w:p")) {
        runs.write(List.of(paragraph));
        out.text(" ");
      }
      out.end("p");
    }
  }

  /** Starts a paragraph; returns the element to end after it, empty where none is. */
  String start(boolean empty, boolean inCell, Element properties) throws SAXException {
    String style = Xml.child(properties, "w:pStyle").attr("w:val");
    WordNumbering.Place place = context.numbering().place(properties, style);
    int heading = inCell ? 0 : context.styles().headingLevel(style, properties);
    if (heading > 0) {
      end(false);
      out.start("h" + heading);
      if (place != null && !empty) {
        String number = context.numbering().next(place);
        out.text(number.equals("-") || number.isEmpty() ? "" : number + " ");
      }
      return "h" + heading;
    }
    if (empty) {
      return "";
    }
    boolean off = Xml.child(Xml.child(properties, "w:numPr"), "w:numId").attr("w:val").equals("0");
    return item(place, inCell, off ? "" : context.styles().name(style));
  }

  private String item(WordNumbering.@Nullable Place place, boolean inCell, String style)
      throws SAXException {
    Matcher listed = LIST_STYLE.matcher(style);
    boolean named = listed.matches();
    int depth = named && listed.group(2) != null ? Integer.parseInt(listed.group(2)) - 1 : 0;
    String marker = place == null ? "" : context.numbering().next(place);
    if (place == null && named) {
      unnumbered = style.startsWith("list number") ? unnumbered + 1 : 0;
      marker = unnumbered > 0 ? unnumbered + "." : "-";
    }
    if (!marker.isEmpty() && !inCell) {
      lists.item(place == null || place.level() == 0 ? depth : place.level(), marker);
      return "";
    }
    if (marker.isEmpty()) {
      end(inCell);
    }
    out.start("p");
    out.text(marker.isEmpty() ? "" : marker + " ");
    return "p";
  }
}
