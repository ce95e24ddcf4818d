package dev.quern.export.file;

import dev.quern.export.format.Field;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * CSV (RFC 4180) with a header, in UTF-8 with a byte order mark, without which Excel assumes
 * another charset. Every value is quoted, and null is an empty cell without quotes; nested values
 * are JSON; {@link Cells} disarms formulas.
 */
@Component
class CsvFile implements FileForm {

  static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setRecordSeparator("\r\n")
          .setQuoteMode(QuoteMode.ALL_NON_NULL)
          .setNullString("")
          .get();

  @Override
  public String name() {
    return "csv";
  }

  @Override
  public String mediaType() {
    return "text/csv";
  }

  @Override
  public RecordWriter write(List<Field> fields, OutputStream out) throws IOException {
    out.write(Utf8.MARK);
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    CSVPrinter csv = new CSVPrinter(text, FORMAT);
    csv.printRecord(fields.stream().map(Field::name).toList());
    return new RecordWriter() {
      @Override
      public void write(Map<String, @Nullable Object> record) throws IOException {
        List<@Nullable String> cells = new ArrayList<>(fields.size());
        for (Field field : fields) {
          cells.add(Cells.write(field.type(), record.get(field.name())));
        }
        csv.printRecord(cells);
      }

      @Override
      public void end() throws IOException {
        csv.flush();
        out.flush();
      }
    };
  }

  @Override
  public RecordReader read(Source source, List<Field> fields) throws IOException {
    return new CsvReader(Utf8.reader(source.stream()), fields, Utf8.MAX_RECORD);
  }
}
