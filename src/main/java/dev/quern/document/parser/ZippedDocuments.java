package dev.quern.document.parser;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.tika.mime.MediaType;

/**
 * Detects a document by its main part if its list of content types is missing or wrong, as Word
 * does.
 */
final class ZippedDocuments {

  private static final Map<String, String> MAIN_PARTS =
      Map.of(
          "word/document.xml",
              "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
          "ppt/presentation.xml",
              "application/vnd.openxmlformats-officedocument.presentationml.presentation",
          "xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          "meta-inf/container.xml", "application/epub+zip");

  private static final Set<String> UNKNOWN =
      Set.of("application/zip", "application/x-tika-ooxml", "application/octet-stream");

  private ZippedDocuments() {}

  /** The detected type, or a more exact one for a zip whose parts are known. */
  static MediaType known(MediaType detected, Path file) {
    if (!UNKNOWN.contains(detected.getBaseType().toString())) {
      return detected;
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Set<String> names =
          zip.stream()
              .map(ZipEntry::getName)
              .map(name -> name.replace('\\', '/').toLowerCase(Locale.ROOT))
              .collect(Collectors.toSet());
      return MAIN_PARTS.entrySet().stream()
          .filter(part -> names.contains(part.getKey()))
          .findFirst()
          .map(part -> MediaType.parse(part.getValue()))
          .orElse(detected);
    } catch (IOException e) {
      return detected;
    }
  }
}
