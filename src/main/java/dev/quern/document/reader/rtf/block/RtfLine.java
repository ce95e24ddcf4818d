package dev.quern.document.reader.rtf.block;

import dev.quern.document.markup.Xhtml;
import java.util.ArrayList;
import java.util.List;
import org.xml.sax.SAXException;

/** The text of a paragraph with how its parts are set. */
public final class RtfLine {

  public static final String LINE_BREAK = "\n";

  private record Part(String text, String wrap, String address) {}

  private final List<Part> parts = new ArrayList<>();

  void add(String text, String wrap, String address) {
    if (text.isEmpty()) {
      return;
    }
    int last = parts.size() - 1;
    Part before = last < 0 ? new Part("", "", "") : parts.get(last);
    boolean same = before.wrap().equals(wrap) && before.address().equals(address);
    if (last >= 0 && same && !text.equals(LINE_BREAK) && !before.text().equals(LINE_BREAK)) {
      parts.set(last, new Part(before.text() + text, wrap, address));
    } else {
      parts.add(new Part(text, wrap, address));
    }
  }

  /** An image's alternative text. */
  void image(String alternative) {
    parts.add(new Part(alternative, "img", ""));
  }

  void addAll(RtfLine other) {
    parts.addAll(other.parts);
  }

  boolean isBlank() {
    return parts.stream().allMatch(part -> part.text().isBlank());
  }

  String text() {
    StringBuilder text = new StringBuilder();
    parts.forEach(part -> text.append(part.text()));
    return text.toString();
  }

  /** Takes away the first characters. */
  void drop(int characters) {
    int rest = characters;
    while (rest > 0 && !parts.isEmpty()) {
      Part first = parts.get(0);
      int here = Math.min(rest, first.text().length());
      rest -= here;
      if (here == first.text().length()) {
        parts.remove(0);
      } else {
        parts.set(0, new Part(first.text().substring(here), first.wrap(), first.address()));
      }
    }
  }

  void write(Xhtml out) throws SAXException {
    String address = "";
    for (Part part : parts) {
      if (!part.address().equals(address)) {
        end(address, out);
        address = part.address();
        if (!address.isEmpty()) {
          out.start("a", "href", address);
        }
      }
      if (part.text().equals(LINE_BREAK)) {
        out.lineBreak();
      } else if (part.wrap().equals("img")) {
        out.image(part.text(), "");
      } else if (part.wrap().isEmpty()) {
        out.text(part.text());
      } else {
        out.start(part.wrap());
        out.text(part.text());
        out.end(part.wrap());
      }
    }
    end(address, out);
  }

  private static void end(String address, Xhtml out) throws SAXException {
    if (!address.isEmpty()) {
      out.end("a");
    }
  }
}
