package dev.quern.export.file;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.quern.export.format.Field;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** JSON Lines (jsonlines.org): a record a line, each line ended. */
@Component
class JsonLines implements FileForm {

  @Override
  public String name() {
    return "jsonl";
  }

  @Override
  public String mediaType() {
    return "application/jsonl";
  }

  @Override
  public RecordWriter write(List<Field> fields, OutputStream out) throws IOException {
    JsonGenerator json = JsonValues.JSON.createGenerator(out);
    json.setPrettyPrinter(new MinimalPrettyPrinter(""));
    return new RecordWriter() {
      @Override
      public void write(Map<String, @Nullable Object> record) throws IOException {
        JsonValues.writeRecord(json, fields, record);
        json.writeRaw('\n');
      }

      @Override
      public void end() throws IOException {
        json.flush();
        out.flush();
      }
    };
  }

  @Override
  public RecordReader read(Source source, List<Field> fields) throws IOException {
    BufferedReader lines = new BufferedReader(Utf8.reader(source.stream()));
    return new RecordReader() {
      private long line;

      @Override
      public @Nullable Map<String, @Nullable Object> next() throws IOException {
        String text = Utf8.line(lines);
        line++;
        while (text != null && text.isBlank()) {
          text = Utf8.line(lines);
          line++;
        }
        return text == null ? null : JsonValues.record(text);
      }

      @Override
      public long line() {
        return line;
      }

      @Override
      public void close() throws IOException {
        lines.close();
      }
    };
  }
}
