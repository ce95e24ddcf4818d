package dev.quern.llm.reply;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An awkward reply and what is to be read from it: a file under {@code replies/} with a note, then
 * sections that begin with "=== ". {@code ⟦BOM⟧}, {@code ⟦CR⟧} and {@code ⟦ZWSP⟧} stand for what
 * cannot be seen.
 */
record ReplyFile(String name, Map<String, String> sections) {

  static Stream<ReplyFile> in(String folder) {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/replies", folder))) {
      return files.sorted().map(ReplyFile::read).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Reply reply() {
    return new Reply(sections.get("reply"), sections.get("reasoning field"));
  }

  List<String> lines(String section) {
    return sections.get(section).lines().toList();
  }

  @Nullable String section(String section) {
    return sections.get(section);
  }

  @Override
  public String toString() {
    return name;
  }

  private static ReplyFile read(Path file) {
    try {
      String text =
          Files.readString(file)
              .replace("⟦BOM⟧", "\uFEFF")
              .replace("⟦CR⟧", "\r")
              .replace("⟦ZWSP⟧", "\u200B");
      Map<String, String> sections = new HashMap<>();
      String[] parts = text.split("(?m)^=== ");
      for (int i = 1; i < parts.length; i++) {
        int end = parts[i].indexOf('\n');
        String body = parts[i].substring(end + 1);
        sections.put(
            parts[i].substring(0, end),
            body.endsWith("\n") ? body.substring(0, body.length() - 1) : body);
      }
      return new ReplyFile(file.getFileName().toString().replace(".txt", ""), sections);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
