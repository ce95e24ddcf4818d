package dev.quern.export.imports;

import dev.quern.export.file.BrokenFileException;
import dev.quern.export.file.RecordReader;
import dev.quern.export.format.Kind;
import dev.quern.export.format.RefusedRecordException;
import dev.quern.export.format.Style;
import dev.quern.export.run.split.LongInts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The import of a file. Not thread-safe. */
public final class ImportRun {

  private static final int BATCH = 500;
  private static final int BATCH_CHARACTERS = 8_000_000;
  private static final Style STYLE = new Style(null, true, "field", Style.Images.INLINE);

  private final String projectId;
  private final Kind kind;
  private final ImportOptions options;
  private final Iterator<RecordFile> parts;
  private final @Nullable ImportZip zip;
  private final ImportReport report = new ImportReport();
  private final LongInts seen = new LongInts();
  private long micros;
  private @Nullable RecordFile part;
  private @Nullable RecordReader reader;

  ImportRun(
      String projectId,
      Kind kind,
      ImportOptions options,
      List<RecordFile> parts,
      @Nullable ImportZip zip,
      long micros) {
    this.projectId = projectId;
    this.kind = kind;
    this.options = options;
    this.parts = parts.iterator();
    this.zip = zip;
    this.micros = micros;
  }

  String projectId() {
    return projectId;
  }

  Kind kind() {
    return kind;
  }

  ImportOptions options() {
    return options;
  }

  ImportReport report() {
    return report;
  }

  /**
   * The time of the next row: a microsecond after the previous one, so that rows keep the order of
   * their file.
   */
  long nextMicros() {
    return micros++;
  }

  /** Counts the rows with that content so far, from 1. */
  int seen(String hash) {
    long key = LongInts.hash(hash);
    int times = seen.get(key, 0) + 1;
    seen.put(key, times);
    return times;
  }

  byte @Nullable [] image(String path) {
    try {
      return zip == null ? null : zip.image(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void refuse(long line, String reason, @Nullable String file) {
    report.refused(new ImportReport.Refused(line, reason, file));
  }

  /** The next rows; empty at the end. */
  List<ReadRow> nextBatch() throws IOException {
    List<ReadRow> batch = new ArrayList<>();
    long characters = 0;
    while (batch.size() < BATCH && characters < BATCH_CHARACTERS) {
      if (reader == null) {
        if (!parts.hasNext()) {
          break;
        }
        part = parts.next();
        try {
          reader = part.form().read(part.source(), part.format().fields(kind, STYLE));
        } catch (BrokenFileException e) {
          refuse(1, e.getMessage(), part.name());
          continue;
        }
      }
      characters += readOne(reader, java.util.Objects.requireNonNull(part), batch);
    }
    return batch;
  }

  private long readOne(RecordReader from, RecordFile part, List<ReadRow> batch) throws IOException {
    try {
      Map<String, @Nullable Object> read = from.next();
      if (read == null) {
        close();
        return 0;
      }
      Map<String, @Nullable Object> record = part.named(read);
      ImportedRowChecks.media(kind, record);
      Map<String, @Nullable Object> row = new HashMap<>(part.format().row(kind, record));
      ImportedRowChecks.check(kind, row);
      batch.add(new ReadRow(row, from.line(), part.name()));
      return size(row);
    } catch (RefusedRecordException e) {
      refuse(from.line(), e.getMessage(), part.name());
    } catch (BrokenFileException e) {
      refuse(from.line(), e.getMessage(), part.name());
      close();
    }
    return 0;
  }

  /** How many characters or bytes a value holds in memory. */
  private static long size(@Nullable Object value) {
    if (value instanceof byte[] bytes) {
      return bytes.length;
    }
    if (value instanceof Map<?, ?> map) {
      return map.values().stream().mapToLong(ImportRun::size).sum();
    }
    return value instanceof List<?> list
        ? list.stream().mapToLong(ImportRun::size).sum()
        : String.valueOf(value).length();
  }

  void close() throws IOException {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }
}
