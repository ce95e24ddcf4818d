package dev.quern.document.markup;

import java.util.ArrayDeque;
import java.util.Deque;
import org.xml.sax.SAXException;

/** Nests list items that are only given by their depth. */
public final class ListLevels {

  private final Xhtml out;
  private final Deque<Integer> open = new ArrayDeque<>();

  public ListLevels(Xhtml out) {
    this.out = out;
  }

  public boolean isOpen() {
    return !open.isEmpty();
  }

  /**
   * Starts an item, which stays open for its content.
   *
   * @param depth from 0
   * @param marker what stands before it, {@code -} for a bullet
   */
  public void item(int depth, String marker) throws SAXException {
    while (!open.isEmpty() && open.peek() > depth) {
      closeOne();
    }
    if (!open.isEmpty() && open.peek() == depth) {
      out.end("li");
    } else {
      out.start("ul");
      open.push(depth);
    }
    out.start("li", "data-marker", marker);
  }

  public void close() throws SAXException {
    while (!open.isEmpty()) {
      closeOne();
    }
  }

  private void closeOne() throws SAXException {
    out.end("li");
    out.end("ul");
    open.pop();
  }
}
