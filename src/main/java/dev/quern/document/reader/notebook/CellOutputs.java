package dev.quern.document.reader.notebook;

import static dev.quern.document.reader.notebook.NotebookFile.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.document.markup.Xhtml;
import dev.quern.document.reader.page.PageReader;
import dev.quern.document.structure.InlineData;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.xml.sax.SAXException;

/** Writes what stands below a cell of code: its plain text, unless another form says more. */
final class CellOutputs {

  /** The text that replaces an image. */
  private static final Pattern FIGURE = Pattern.compile("\\s*<Figure size [^>]*>\\s*");

  /** The text that replaces what a notebook shows as a page or a formula. */
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\s*<[\\w. ]+( object| at 0x\\p{XDigit}+)>\\s*");

  private CellOutputs() {}

  static void write(JsonNode outputs, Xhtml out) throws SAXException {
    for (int i = 0; i < outputs.size(); i++) {
      JsonNode output = outputs.path(i);
      StringBuilder stream = new StringBuilder(text(output.path("text")));
      while (isStream(output) && isSameStream(output, outputs.path(i + 1))) {
        i++;
        stream.append(text(outputs.path(i).path("text")));
      }
      write(output, stream.toString(), out);
    }
  }

  private static boolean isStream(JsonNode output) {
    return output.path("output_type").asText().equals("stream");
  }

  /** Whether it goes on with the same stream, as it does in pieces where a program is slow. */
  private static boolean isSameStream(JsonNode output, JsonNode next) {
    return isStream(next)
        && next.path("name").equals(output.path("name"))
        && next.path("stream").equals(output.path("stream"));
  }

  private static void write(JsonNode output, String stream, Xhtml out) throws SAXException {
    String markdown = InlineData.removed(text(output.path("data").path("text/markdown")));
    String plain = stream.isBlank() ? text(output.path("data").path("text/plain")) : stream;
    boolean named = plain.isBlank() || PLACEHOLDER.matcher(plain).matches();
    String latex = named ? form(output, "latex") : "";
    String html = named ? form(output, "html") : "";
    if (!markdown.isBlank() || !latex.isBlank()) {
      out.element("x-markdown", markdown.isBlank() ? latex : markdown);
    } else if (!html.isBlank() && !Jsoup.parse(html).text().isBlank()) {
      PageReader.read(html, out);
    } else if (!FIGURE.matcher(plain).matches()) {
      String shown = TerminalText.shown(plain.isBlank() ? error(output) : plain);
      out.element("pre", shown, "data-language", "");
    }
  }

  /** The text of that form; nbformat 3 has it in the output itself. */
  private static String form(JsonNode output, String name) {
    JsonNode data = output.path("data").path("text/" + name);
    return text(data.isMissingNode() ? output.path(name) : data);
  }

  private static String error(JsonNode output) {
    return output.has("ename")
        ? output.path("ename").asText() + ": " + output.path("evalue").asText()
        : "";
  }
}
