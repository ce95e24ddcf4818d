package dev.quern.document.reader.word;

import dev.quern.document.markup.Xml;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jsoup.nodes.Element;

/** Complex fields: between their begin and their separator stands what they compute, not text. */
final class WordFields {

  private final Deque<Boolean> instructions = new ArrayDeque<>();

  void mark(Element fieldCharacter) {
    switch (fieldCharacter.attr("w:fldCharType")) {
      case "begin" -> instructions.push(true);
      case "separate" -> {
        if (!instructions.isEmpty()) {
          instructions.pop();
          instructions.push(false);
        }
      }
      case "end" -> instructions.poll();
      default -> {}
    }
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

  boolean inInstruction() {
    return instructions.contains(true);
  }
}
