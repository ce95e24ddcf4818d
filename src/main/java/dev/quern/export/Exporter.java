package dev.quern.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quern.FieldChecks;
import dev.quern.InvalidRequestException;
import dev.quern.dataset.Entries;
import dev.quern.dataset.Entry;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Writes training files, row by row through a cursor: memory does not grow with their number. */
@Component
public class Exporter {

  private final Entries entries;
  private final Map<String, ExportFormat> formats;
  private final ObjectMapper json = new ObjectMapper();

  Exporter(Entries entries, List<ExportFormat> formats) {
    this.entries = entries;
    this.formats =
        new TreeMap<>(formats.stream().collect(Collectors.toMap(ExportFormat::name, f -> f)));
  }

  /**
   * Refuses what cannot be written, before anything is.
   *
   * @throws InvalidRequestException that names each option at fault and what would do
   */
  public void check(ExportOptions options) {
    var checks = new FieldChecks();
    options.check(checks);
    checks.that(
        formats.containsKey(options.format()),
        "format",
        "must be " + String.join(" or ", formats.keySet()) + ", the formats there are");
    checks.done();
  }

  /**
   * Writes the file in UTF-8 and flushes, without closing.
   *
   * @return how many records it has
   * @throws InvalidRequestException as {@link #check} does, before anything is written
   * @throws UncheckedIOException when {@code out} fails; what it got is then no whole file
   */
  public long write(ExportRequest request, OutputStream out) {
    check(request.options());
    var file = new File(request.options(), new BufferedOutputStream(out, 1 << 16));
    entries.each(request.filter(), file::add);
    file.end();
    return file.count;
  }

  /** The records of one file: each on its line, alone or as the elements of one list. */
  private final class File {

    private final ExportFormat format;
    private final ExportOptions options;
    private final OutputStream out;
    private final boolean list;
    private long count;

    File(ExportOptions options, OutputStream out) {
      this.format = Objects.requireNonNull(formats.get(String.valueOf(options.format())));
      this.options = options;
      this.out = out;
      this.list = "json".equals(options.as());
    }

    void add(Entry entry) {
      put(list ? (count == 0 ? "[\n" : ",\n") : "");
      count++;
      try {
        out.write(json.writeValueAsBytes(format.record(entry, options)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      put(list ? "" : "\n");
    }

    void end() {
      put(list ? (count == 0 ? "[]\n" : "\n]\n") : "");
      try {
        out.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void put(String ascii) {
      try {
        out.write(ascii.getBytes(StandardCharsets.US_ASCII));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
