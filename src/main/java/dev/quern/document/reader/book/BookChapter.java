package dev.quern.document.reader.book;

import dev.quern.document.reader.office.ZipParts;
import dev.quern.document.reader.page.Chapter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * A chapter among the files of its book.
 *
 * @param parts the files
 * @param name the chapter's own
 * @param notes the notes that have marks so far: file, {@code #} and id, and the label of the mark
 */
record BookChapter(ZipParts parts, String name, Map<String, String> notes) implements Chapter {

  private static final int LARGEST_STYLE_SHEET = 500_000;

  @Override
  public String styleSheet(String href) {
    String sheet = parts.find(name, href);
    if (!parts.has(sheet)) {
      return "";
    }
    try (InputStream in = parts.open(sheet)) {
      return new String(in.readNBytes(LARGEST_STYLE_SHEET), StandardCharsets.UTF_8);
    } catch (IOException e) {
      // Without its rules the chapter shows more, and can be read.
      return "";
    }
  }

  @Override
  public void noteElsewhere(String href, String label) {
    int id = href.indexOf('#');
    notes.putIfAbsent(parts.find(name, href.substring(0, id)) + href.substring(id), label);
  }

  @Override
  public Map<String, String> notesOfOthers() {
    Map<String, String> here = new TreeMap<>();
    notes.forEach(
        (place, label) -> {
          if (place.startsWith(name + "#")) {
            here.put(place.substring(name.length() + 1), label);
          }
        });
    return here;
  }
}
