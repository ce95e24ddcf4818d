package dev.quern.document.reader.word;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Footnotes and endnotes: numbered as they are met, and given out after the block they stand in.
 */
final class WordNotes {

  /** A note that was met; {@code body} holds its paragraphs. */
  record Note(int number, Element body) {}

  private final Map<String, Element> bodies = new HashMap<>();
  private final List<Note> met = new ArrayList<>();
  private int number;

  static WordNotes of(Optional<Document> footnotes, Optional<Document> endnotes) {
    WordNotes result = new WordNotes();
    footnotes.ifPresent(tree -> result.add(tree, "w:footnote"));
    endnotes.ifPresent(tree -> result.add(tree, "w:endnote"));
    return result;
  }

  private void add(Document tree, String name) {
    for (Element note : tree.getElementsByTag(name)) {
      if (!note.attr("w:type").toLowerCase(Locale.ROOT).contains("separator")) {
        bodies.put(name + note.attr("w:id"), note);
      }
    }
  }

  /** The mark of a reference; empty where its note is not there. */
  String mark(Element reference) {
    String kind = reference.tagName().replace("Reference", "");
    Element body = bodies.get(kind + reference.attr("w:id"));
    if (body == null) {
      return "";
    }
    met.add(new Note(++number, body));
    return "[^" + number + "]";
  }

  /** The notes that were met since the last call. */
  List<Note> take() {
    List<Note> result = List.copyOf(met);
    met.clear();
    return result;
  }
}
