package dev.quern.document.math;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * Office Math that is written in groups, as in RTF: each group is an element, its first word the
 * name with an {@code m} before it.
 */
public final class GroupedMath {

  private static final String UNNAMED = "m:group";

  private final Deque<Element> groups = new ArrayDeque<>();

  /** Begins a formula, or several of a paragraph. */
  public void begin(String word) {
    groups.clear();
    groups.push(new Element(name(word)));
  }

  public void open() {
    groups.push(new Element(UNNAMED));
  }

  /**
   * A word: the name of its group, or a property of it; words that are not of formulas are none.
   */
  public void word(String word, int number) {
    Element group = groups.element();
    if (!word.matches("m[a-zA-Z]+")) {
      return;
    }
    if (group.tagName().equals(UNNAMED) && group.childNodeSize() == 0) {
      groups.pop();
      groups.push(new Element(name(word)));
    } else if (word.equals("mnor")) {
      group.appendChild(new Element("m:rPr").appendChild(new Element("m:nor")));
    } else {
      group.appendChild(new Element(name(word)).attr("m:val", String.valueOf(number)));
    }
  }

  public void text(String text) {
    groups.element().appendText(text);
  }

  /** Ends a group; the outermost one stays open for {@link #latex}. */
  public void close() {
    if (groups.size() < 2) {
      return;
    }
    Element group = groups.pop();
    Element outer = groups.element();
    if (group.tagName().equals(UNNAMED)) {
      for (Node child : group.childNodesCopy()) {
        outer.appendChild(child);
      }
    } else if (group.tagName().equals("m:r")) {
      for (Node child : group.childNodes()) {
        if (child instanceof TextNode text) {
          text.replaceWith(new Element("m:t").appendText(text.getWholeText()));
        }
      }
      outer.appendChild(group);
    } else {
      if (group.childrenSize() == 0) {
        group.attr("m:val", group.wholeText());
      }
      outer.appendChild(group);
    }
  }

  /** The formula between dollar signs. */
  public String latex() {
    while (groups.size() > 1) {
      close();
    }
    return groups.isEmpty() ? "" : OfficeMath.latex(groups.element());
  }

  private static String name(String word) {
    return "m:" + word.substring(1);
  }
}
