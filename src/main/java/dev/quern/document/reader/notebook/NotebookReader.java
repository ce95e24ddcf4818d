package dev.quern.document.reader.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.document.markup.DocumentReader;
import dev.quern.document.markup.FileNotes;
import dev.quern.document.markup.Xhtml;
import dev.quern.document.structure.InlineData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xml.sax.SAXException;

/**
 * Reads a notebook (nbformat 3 and 4): Markdown cells unchanged, code with its language, and what
 * the outputs of code say.
 */
public final class NotebookReader implements DocumentReader {

  /** A cell in another language than the notebook's. */
  private static final Pattern MAGIC =
      Pattern.compile("(?i)%%(bash|sh|html|javascript|js|sql|r|latex|perl|ruby|markdown|svg)\\b");

  @Override
  public void read(Path file, Xhtml out, FileNotes notes) throws IOException, SAXException {
    JsonNode notebook = NotebookFile.read(file);
    JsonNode cells = notebook.path("cells");
    if (cells.isMissingNode()) {
      cells = notebook.path("worksheets").path(0).path("cells");
    }
    if (!cells.isArray()) {
      throw new IOException("it has no cells, as a notebook must");
    }
    JsonNode metadata = notebook.path("metadata");
    String language = metadata.path("language_info").path("name").asText("");
    if (language.isEmpty()) {
      language = metadata.path("kernelspec").path("language").asText("python");
    }
    out.start("body");
    for (JsonNode cell : cells) {
      String source =
          NotebookFile.text(cell.has("source") ? cell.path("source") : cell.path("input"));
      switch (cell.path("cell_type").asText()) {
        case "markdown" -> out.element("x-markdown", InlineData.removed(source));
        case "code" -> {
          Matcher magic = MAGIC.matcher(source);
          String its = magic.lookingAt() ? magic.group(1).toLowerCase(Locale.ROOT) : language;
          out.element("pre", source, "data-language", its);
          CellOutputs.write(cell.path("outputs"), out);
        }
        case "heading" ->
            out.element("h" + Math.max(1, Math.min(6, cell.path("level").asInt(1))), source);
        default -> out.element("pre", source);
      }
    }
    out.end("body");
  }
}
