package dev.quern.export.file;

import dev.quern.export.format.Field;
import dev.quern.export.format.RefusedRecordException;
import dev.quern.export.format.Type;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Reads CSV by its header; a row with another number of cells is refused. */
final class CsvReader implements RecordReader {

  private final Counted counted;
  private final CSVParser parser;
  private final Iterator<CSVRecord> rows;
  private final Map<String, Type> types = new HashMap<>();
  private @Nullable CSVRecord header;
  private long line = 1;

  /**
   * @param max characters of a record; a longer one is no record but a quote that is not closed
   */
  CsvReader(Reader text, List<Field> fields, int max) throws IOException {
    counted = new Counted(text, max);
    parser = CSVParser.builder().setReader(counted).setFormat(CsvFile.FORMAT).get();
    rows = parser.iterator();
    fields.forEach(field -> types.put(field.name(), field.type()));
  }

  @Override
  public @Nullable Map<String, @Nullable Object> next() throws IOException {
    if (header == null) {
      header = row();
      if (header == null) {
        return null;
      }
    }
    line = parser.getCurrentLineNumber() + 1;
    CSVRecord row = row();
    if (row == null) {
      return null;
    }
    if (row.size() != header.size()) {
      throw new RefusedRecordException(
          "has " + row.size() + " cells, and the header has " + header.size());
    }
    Map<String, @Nullable Object> record = new LinkedHashMap<>();
    for (int i = 0; i < header.size(); i++) {
      String name = String.valueOf(header.get(i));
      record.put(name, Cells.read(types.get(name), name, row.get(i)));
    }
    return record;
  }

  private @Nullable CSVRecord row() throws IOException {
    try {
      counted.record = 0;
      return rows.hasNext() ? rows.next() : null;
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException cause) {
        throw Utf8.broken(cause);
      }
      if (e.getCause() instanceof CSVException cause) {
        throw new BrokenFileException("The file is no CSV: " + cause.getMessage(), cause);
      }
      throw e.getCause();
    }
  }

  /** Counts what is read for a record. */
  private static final class Counted extends FilterReader {

    private final int max;
    private long record;

    Counted(Reader in, int max) {
      super(in);
      this.max = max;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      record += Math.max(0, read);
      if (record > max) {
        throw Utf8.tooLong(max);
      }
      return read;
    }
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
