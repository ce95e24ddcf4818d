package dev.quern.document.reader.word;

import java.util.ArrayDeque;
import java.util.Deque;
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

  boolean inInstruction() {
    return instructions.contains(true);
  }
}
