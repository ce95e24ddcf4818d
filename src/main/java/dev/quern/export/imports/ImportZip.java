package dev.quern.export.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.Json;
import dev.quern.error.InvalidRequestException;
import dev.quern.export.file.FileForm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** A zip with files of records, train before test, and the images that they name. */
final class ImportZip implements AutoCloseable {

  private static final long LARGEST_IMAGE = 100L << 20;

  private static final String INFO = "dataset_info.json";

  private final ZipFile zip;
  private final Path scratch;
  private final List<Path> extracted = new ArrayList<>();

  ImportZip(Path file, Path scratch) throws IOException {
    this.scratch = scratch;
    try {
      zip = new ZipFile(file.toFile());
    } catch (ZipException e) {
      throw InvalidRequestException.of("The zip cannot be read: " + e.getMessage());
    }
  }

  /** What {@code dataset_info.json} calls the columns of the formats with those names. */
  private static final Map<String, String> COLUMNS =
      Map.of("prompt", "instruction", "query", "input", "response", "output");

  private static final List<String> SAME =
      List.of("history", "system", "images", "videos", "audios", "kto_tag");

  /**
   * A data file in the zip.
   *
   * @param format the one that the zip declares; null if it declares none
   * @param columns the names in that format of columns that the zip gives others
   */
  record Data(String path, @Nullable String format, Map<String, String> columns) {}

  /**
   * The data files that {@code dataset_info.json} names; without one, those with a typical name.
   */
  List<Data> data() throws IOException {
    ZipEntry info = zip.getEntry(INFO);
    List<Data> data = new ArrayList<>();
    if (info != null) {
      try (InputStream in = zip.getInputStream(info)) {
        for (JsonNode entry : Json.PLAIN.readTree(in.readNBytes(1 << 20))) {
          data.add(named(entry));
        }
      } catch (JsonProcessingException e) {
        throw InvalidRequestException.of(INFO + " is no JSON: " + e.getOriginalMessage());
      }
      return data;
    }
    zip.stream()
        .map(ZipEntry::getName)
        .filter(name -> name.matches("(data/)?(train|test)[^/]*\\.(jsonl|json|csv|parquet)"))
        .sorted(Comparator.comparing((String name) -> name.contains("test")).thenComparing(n -> n))
        .forEach(name -> data.add(new Data(name, null, Map.of())));
    return data;
  }

  /** As LLaMA-Factory has it: its messages are in the formatting openai, or sharegpt with roles. */
  private static Data named(JsonNode entry) {
    String path = entry.path("file_name").asText();
    String formatting = entry.path("formatting").asText("alpaca");
    if (!path.matches(".*\\.(jsonl|json|csv|parquet)")) {
      throw InvalidRequestException.of(
          INFO + " names '" + path + "': jsonl, json, csv and parquet are taken");
    }
    boolean roles = entry.at("/tags/role_tag").asText().equals("role");
    return switch (formatting) {
      case "alpaca" -> data(entry, path, formatting, "");
      case "sharegpt" ->
          roles
              ? data(entry, path, "messages", "messages")
              : data(entry, path, formatting, "conversations");
      case "openai" -> data(entry, path, "messages", "messages");
      default ->
          throw InvalidRequestException.of(
              INFO
                  + " says that "
                  + path
                  + " has the formatting '"
                  + formatting
                  + "': alpaca, sharegpt and openai are taken");
    };
  }

  private static Data data(JsonNode entry, String path, String format, String messages) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> column : entry.path("columns").properties()) {
      String role = column.getKey();
      String name = role.equals("messages") ? messages : COLUMNS.getOrDefault(role, "");
      name = SAME.contains(role) ? role : name;
      if (!name.isEmpty() && column.getValue().isTextual()) {
        columns.put(column.getValue().asText(), name);
      }
    }
    return new Data(path, format, columns);
  }

  FileForm.Source source(String path) {
    ZipEntry entry = zip.getEntry(path);
    if (entry == null) {
      throw InvalidRequestException.of("The zip names '" + path + "' and does not hold it");
    }
    return new FileForm.Source() {
      @Override
      public InputStream stream() throws IOException {
        return zip.getInputStream(entry);
      }

      @Override
      public Path file() throws IOException {
        Path file = Files.createTempFile(scratch, "import-", ".part");
        extracted.add(file);
        try (InputStream in = stream()) {
          Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
      }
    };
  }

  /** An image in the zip; null if there is none with that path, or it is too large. */
  byte @Nullable [] image(String path) throws IOException {
    ZipEntry entry = zip.getEntry(path);
    if (entry == null || entry.getSize() > LARGEST_IMAGE) {
      return null;
    }
    try (InputStream in = zip.getInputStream(entry)) {
      return in.readNBytes((int) LARGEST_IMAGE);
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
    for (Path file : extracted) {
      Files.deleteIfExists(file);
    }
  }
}
