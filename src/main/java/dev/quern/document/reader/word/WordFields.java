package dev.quern.document.reader.word;

import dev.quern.document.markup.FieldLink;
import dev.quern.document.markup.Xml;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jsoup.nodes.Element;

/** Complex fields: between their begin and their separator stands what they compute, not text. */
final class WordFields {

  private static final class Field {
    private final StringBuilder instruction = new StringBuilder();
    private boolean separated;
    private boolean link;
  }

  private final Deque<Field> open = new ArrayDeque<>();

  void begin() {
    open.push(new Field());
  }

  void instruction(String text) {
    if (!open.isEmpty()) {
      open.peek().instruction.append(text);
    }
  }

  /** What the field shows begins: the address that it leads to; empty where it is no link. */
  String separate() {
    Field field = open.peek();
    if (field == null || field.separated) {
      return "";
    }
    field.separated = true;
    return FieldLink.address(field.instruction.toString());
  }

  /** The link of the innermost field is written. */
  void linked() {
    open.element().link = true;
  }

  /** Returns whether the field that ends had its link written. */
  boolean end() {
    Field field = open.poll();
    return field != null && field.link;
  }

  /** What a field of an old form shows: a box, or what was chosen of a list. */
  static String shown(Element fieldCharacter) {
    Element form = Xml.child(fieldCharacter, "w:ffData");
    if (Xml.has(form, "w:checkBox")) {
      Element box = Xml.child(form, "w:checkBox");
      boolean said = Xml.has(box, "w:checked");
      return WordReader.isOn(box, said ? "w:checked" : "w:default") ? "☒" : "☐";
    }
    Element list = Xml.child(form, "w:ddList");
    List<Element> entries = Xml.children(list, "w:listEntry");
    int chosen = Xml.number(Xml.child(list, "w:result"), "w:val", 0);
    return chosen >= 0 && chosen < entries.size() ? entries.get(chosen).attr("w:val") : "";
  }

  /** Ends the fields of which only the instruction was begun; returns whether there were any. */
  boolean dropUnseparated() {
    return open.removeIf(field -> !field.separated);
  }

  boolean inInstruction() {
    return open.stream().anyMatch(field -> !field.separated);
  }
}
