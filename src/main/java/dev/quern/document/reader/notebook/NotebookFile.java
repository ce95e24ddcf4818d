package dev.quern.document.reader.notebook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.TokenFilter;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The JSON of a notebook without its images, sounds and data of charts, which may be large. */
final class NotebookFile {

  /** By media type, or as nbformat 3 calls them. */
  private static final Pattern MEDIA =
      Pattern.compile("(image|audio|video|application)/.*|attachments|png|jpeg|svg|pdf");

  /** A page that plays a sound holds it as one string; Python writes NaN. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
                  .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                  .build())
          .build();

  private NotebookFile() {}

  static JsonNode read(Path file) throws IOException {
    try (JsonParser json =
        new FilteringParserDelegate(
            MAPPER.createParser(file.toFile()),
            new Texts(),
            TokenFilter.Inclusion.INCLUDE_ALL_AND_PATH,
            true)) {
      JsonNode tree = MAPPER.readTree(json);
      return tree == null ? MissingNode.getInstance() : tree;
    }
  }

  /** A text that Jupyter writes as a string, or as a list of lines. */
  static String text(JsonNode lines) {
    if (!lines.isArray()) {
      return lines.asText("");
    }
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line.asText()));
    return text.toString();
  }

  private static final class Texts extends TokenFilter {
    @Override
    public @Nullable TokenFilter includeProperty(String name) {
      return MEDIA.matcher(name).matches() ? null : this;
    }

    @Override
    public boolean includeEmptyArray(boolean contentsFiltered) {
      return true;
    }

    @Override
    public boolean includeEmptyObject(boolean contentsFiltered) {
      return true;
    }
  }
}
