package dev.quern.export.file;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.quern.Json;
import dev.quern.export.format.Field;
import dev.quern.export.format.RefusedRecordException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** One JSON list, an element a line. */
@Component
class JsonList implements FileForm {

  @Override
  public String name() {
    return "json";
  }

  @Override
  public String mediaType() {
    return "application/json";
  }

  @Override
  public RecordWriter write(List<Field> fields, OutputStream out) throws IOException {
    JsonGenerator json = JsonValues.JSON.createGenerator(out);
    json.setPrettyPrinter(new MinimalPrettyPrinter(""));
    return new RecordWriter() {
      private boolean some;

      @Override
      public void write(Map<String, @Nullable Object> record) throws IOException {
        json.writeRaw(some ? ",\n" : "[\n");
        some = true;
        JsonValues.writeRecord(json, fields, record);
      }

      @Override
      public void end() throws IOException {
        json.writeRaw(some ? "\n]\n" : "[]\n");
        json.flush();
        out.flush();
      }
    };
  }

  @Override
  public RecordReader read(Source source, List<Field> fields) throws IOException {
    return new Elements(JsonValues.JSON.createParser(Utf8.reader(source.stream())));
  }

  private static final class Elements implements RecordReader {

    private static final ObjectReader ELEMENT =
        JsonValues.JSON
            .readerFor(JsonValues.RECORD)
            .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final JsonParser parser;
    private boolean begun;
    private long line = 1;

    Elements(JsonParser parser) {
      this.parser = parser;
    }

    @Override
    public @Nullable Map<String, @Nullable Object> next() throws IOException {
      try {
        return element();
      } catch (JsonProcessingException e) {
        line = parser.currentLocation().getLineNr();
        throw new BrokenFileException("The file is no JSON from here on: " + Json.fault(e), e);
      } catch (java.nio.charset.CharacterCodingException e) {
        throw Utf8.broken(e);
      }
    }

    private @Nullable Map<String, @Nullable Object> element() throws IOException {
      JsonToken token = parser.nextToken();
      if (!begun) {
        begun = true;
        if (token != JsonToken.START_ARRAY) {
          throw new BrokenFileException(
              "The file is no JSON list; with an object a line, it is jsonl", null);
        }
        token = parser.nextToken();
      }
      line = parser.currentTokenLocation().getLineNr();
      if (token == JsonToken.START_OBJECT) {
        return ELEMENT.readValue(parser);
      }
      if (token == JsonToken.END_ARRAY || token == null) {
        return null;
      }
      parser.skipChildren();
      throw new RefusedRecordException("is no JSON object");
    }

    @Override
    public long line() {
      return line;
    }

    @Override
    public void close() throws IOException {
      parser.close();
    }
  }
}
