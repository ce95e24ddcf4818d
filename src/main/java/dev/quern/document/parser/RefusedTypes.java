package dev.quern.document.parser;

import dev.quern.document.parser.ParseReport.Outcome;
import java.util.Set;
import org.apache.tika.mime.MediaType;
import org.jspecify.annotations.Nullable;

/** The media types of files that are not read: archives, programs, sound, film and images. */
final class RefusedTypes {

  private static final Set<String> ARCHIVES =
      Set.of(
          "zip",
          "x-tar",
          "x-gtar",
          "gzip",
          "x-gzip",
          "x-bzip",
          "x-bzip2",
          "x-xz",
          "x-lzma",
          "zstd",
          "x-7z-compressed",
          "x-rar-compressed",
          "java-archive",
          "x-archive",
          "x-cpio",
          "x-compress",
          "x-iso9660-image",
          "x-snappy-framed",
          "x-lz4",
          "x-brotli",
          "x-arj",
          "vnd.android.package-archive");

  private static final Set<String> PROGRAMS =
      Set.of("octet-stream", "x-sharedlib", "x-executable", "x-msdownload", "x-dosexec", "java-vm");

  private RefusedTypes() {}

  /** The reason to refuse a file of that type; null if it can be read. */
  static @Nullable Outcome outcome(MediaType type) {
    String subtype = type.getBaseType().getSubtype();
    if (ARCHIVES.contains(subtype)) {
      return Outcome.ARCHIVE;
    }
    return switch (type.getType()) {
      case "audio", "video", "font" -> Outcome.NOT_A_DOCUMENT;
      case "image" -> subtype.endsWith("xml") ? null : Outcome.NO_TEXT;
      default -> PROGRAMS.contains(subtype) ? Outcome.NOT_A_DOCUMENT : null;
    };
  }
}
