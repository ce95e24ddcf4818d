package dev.quern.document;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;

/**
 * Decides by Tika's magic bytes and the file name whether a document is text. Only the forked
 * parser looks into containers (zip, OLE), because crafted files can make that run forever.
 */
public class DocumentDetector {

  private static final Map<String, String> TEXT_NAMES =
      Map.of(
          "md", "text/markdown",
          "markdown", "text/markdown",
          "txt", "text/plain",
          "text", "text/plain",
          "log", "text/plain",
          "csv", "text/csv",
          "tsv", "text/tab-separated-values");

  /** Types that Tika counts as text, but that have a structure for a parser. */
  private static final Set<String> PARSED =
      Set.of("text/html", "application/rtf", "text/rtf", "application/mbox", "text/calendar");

  private final MimeTypes types = MimeTypes.getDefaultMimeTypes();

  /**
   * Detects the kind of the document; throws {@link UnreadableFileException} if it is empty or
   * missing.
   */
  public DocumentKind look(SourceDocument source) throws IOException {
    if (!Files.isReadable(source.path()) || !Files.isRegularFile(source.path())) {
      throw UnreadableFileException.missing(source.fileName());
    }
    if (Files.size(source.path()) == 0) {
      throw UnreadableFileException.empty(source.fileName());
    }
    Metadata metadata = new Metadata();
    metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, source.fileName());
    MediaType byContent;
    MediaType byBoth;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(source.path()), 1 << 17)) {
      byContent = types.detect(in, new Metadata());
      byBoth = types.detect(in, metadata);
    }
    if (extension(source.fileName()).equals("ipynb") && isWritten(byContent)) {
      return new DocumentKind(source, "application/x-ipynb+json", "parser");
    }
    String named = TEXT_NAMES.get(extension(source.fileName()));
    // A Markdown file may begin with an HTML tag or a mail's header; UTF-16 looks like binary.
    if (named != null && (isWritten(byContent) || byContent.equals(MediaType.OCTET_STREAM))) {
      return kind(source, named);
    }
    boolean text =
        types.getMediaTypeRegistry().isInstanceOf(byBoth, MediaType.TEXT_PLAIN)
            && !isMarkup(byBoth);
    return text
        ? kind(source, byBoth.toString())
        : new DocumentKind(source, byBoth.toString(), "parser");
  }

  private boolean isWritten(MediaType type) {
    return type.getType().equals("text")
        || type.getType().equals("message")
        || types.getMediaTypeRegistry().isInstanceOf(type, MediaType.TEXT_PLAIN)
            && !type.toString().equals("application/rtf");
  }

  private boolean isMarkup(MediaType type) {
    return PARSED.contains(type.toString())
        || type.getType().matches("message|multipart")
        || types.getMediaTypeRegistry().isInstanceOf(type, MediaType.application("xml"));
  }

  private static DocumentKind kind(SourceDocument source, String mediaType) {
    boolean table = mediaType.endsWith("/csv") || mediaType.endsWith("/tab-separated-values");
    return new DocumentKind(source, mediaType, table ? "table" : "text");
  }

  private static String extension(String fileName) {
    return fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
