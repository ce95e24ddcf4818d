package dev.quern.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quern.dataset.conversation.Conversations;
import dev.quern.dataset.entry.Entries;
import dev.quern.dataset.image.ImageEntries;
import dev.quern.error.FieldChecks;
import dev.quern.error.InvalidRequestException;
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
  private final Conversations conversations;
  private final Map<String, ExportFormat> formats;
  private final Map<String, ConversationFormat> dialogueFormats;
  private final ImageEntries images;
  private final Map<String, ImageEntryFormat> imageFormats;
  private final ObjectMapper json = new ObjectMapper();

  Exporter(
      Entries entries,
      Conversations conversations,
      ImageEntries images,
      List<ExportFormat> formats,
      List<ConversationFormat> dialogueFormats,
      List<ImageEntryFormat> imageFormats) {
    this.entries = entries;
    this.conversations = conversations;
    this.images = images;
    this.imageFormats =
        new TreeMap<>(
            imageFormats.stream().collect(Collectors.toMap(ImageEntryFormat::name, f -> f)));
    this.formats =
        new TreeMap<>(formats.stream().collect(Collectors.toMap(ExportFormat::name, f -> f)));
    this.dialogueFormats =
        new TreeMap<>(
            dialogueFormats.stream().collect(Collectors.toMap(ConversationFormat::name, f -> f)));
  }

  /**
   * Refuses what cannot be written, before anything is.
   *
   * @throws InvalidRequestException that names each option at fault and what would do
   */
  public void check(ExportOptions options) {
    var checks = new FieldChecks();
    options.check(checks);
    var names =
        options.ofImages()
            ? imageFormats.keySet()
            : options.ofConversations() ? dialogueFormats.keySet() : formats.keySet();
    checks.that(
        names.contains(options.format()),
        "format",
        "must be " + String.join(" or ", names) + ", the formats there are");
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
    var file = new RecordWriter(request.options(), new BufferedOutputStream(out, 1 << 16));
    var options = request.options();
    var name = String.valueOf(options.format());
    if (options.ofImages()) {
      var format = Objects.requireNonNull(imageFormats.get(name));
      images.each(request.images(), row -> file.add(format.record(row, options)));
    } else if (options.ofConversations()) {
      var format = Objects.requireNonNull(dialogueFormats.get(name));
      conversations.each(request.conversations(), row -> file.add(format.record(row, options)));
    } else {
      var format = Objects.requireNonNull(formats.get(name));
      entries.each(request.filter(), row -> file.add(format.record(row, options)));
    }
    file.end();
    return file.count;
  }

  /** The records of one file: each on its line, alone or as the elements of one list. */
  private final class RecordWriter {

    private final OutputStream out;
    private final boolean list;
    private long count;

    RecordWriter(ExportOptions options, OutputStream out) {
      this.out = out;
      this.list = "json".equals(options.as());
    }

    void add(Map<String, Object> record) {
      put(list ? (count == 0 ? "[\n" : ",\n") : "");
      count++;
      try {
        out.write(json.writeValueAsBytes(record));
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
