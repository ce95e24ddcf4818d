package dev.quern.document.reader.pdf;

import dev.quern.document.markup.Xhtml;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/** The lines of a paragraph, whole words at their ends. */
final class PageParagraph {

  private final DividedWords words;
  private final List<String> lines = new ArrayList<>();

  PageParagraph(DividedWords words) {
    this.words = words;
  }

  void add(String line) {
    int last = lines.size() - 1;
    @Nullable String joined = last < 0 ? null : words.joined(lines.get(last), line);
    if (joined == null) {
      lines.add(line);
      return;
    }
    lines.set(last, joined);
    int rest = line.indexOf(' ');
    if (rest > 0 && !line.substring(rest).isBlank()) {
      lines.add(line.substring(rest + 1));
    }
  }

  void end(Xhtml out) throws SAXException {
    if (!lines.isEmpty()) {
      out.element("p", String.join("\n", lines) + "\n");
      lines.clear();
    }
  }
}
