package dev.quern.document.parser;

import dev.quern.document.markdown.DocumentLayout;
import dev.quern.document.markdown.MarkdownFile;
import dev.quern.document.markdown.MarkdownHandler;
import dev.quern.document.markdown.PdfOutline;
import dev.quern.document.markup.DocumentReader;
import dev.quern.document.markup.FileNotes;
import dev.quern.document.markup.Xhtml;
import dev.quern.document.parser.ParseReport.Outcome;
import dev.quern.document.structure.InlineImages;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.tika.detect.Detector;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.AutoDetectParser;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads one document into Markdown, inside the parser process: with a reader of {@link
 * DocumentReaders}, else with Tika as {@link TikaSettings} has it.
 */
public class DocumentParser {

  /** The longest text of a file; more would give too many chunks and fill the disk. */
  public static final long MAX_CHARACTERS = 500_000_000;

  private final Detector detector;
  private final AutoDetectParser parser;
  private final DocumentReaders readers = new DocumentReaders();

  DocumentParser() {
    this.detector = TikaSettings.detector();
    this.parser = TikaSettings.parser(detector);
  }

  ParseReport parse(ParserProtocol.Request request) {
    MediaType type = MediaType.OCTET_STREAM;
    Metadata metadata = new Metadata();
    metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, request.fileName());
    try (TikaInputStream in = TikaInputStream.get(Path.of(request.path()), metadata)) {
      type = ZippedDocuments.known(detector.detect(in, metadata), in.getPath());
      type = LatePdf.known(type, request.fileName(), in.getPath());
      type = named(type, request.fileName().toLowerCase(Locale.ROOT));
      Outcome refused = RefusedTypes.outcome(type);
      if (refused != null) {
        return ParseReport.failure(refused, type.toString(), "");
      }
      return request.images().isEmpty()
          ? parse(in, type, metadata, Path.of(request.markdown()))
          : images(in, type, metadata, Path.of(request.images()));
    } catch (Exception | StackOverflowError | LinkageError e) {
      return ParseFailure.report(type.toString(), e);
    }
  }

  /** What only the name of a file tells. */
  private static MediaType named(MediaType detected, String name) {
    if (name.endsWith(".ipynb")) {
      return MediaType.application("x-ipynb+json");
    }
    boolean mail = name.endsWith(".eml") && detected.equals(MediaType.application("mbox"));
    // A mail that begins with how it is made up, or the archive of a page.
    boolean parts = detected.getType().equals("multipart");
    return mail || parts ? new MediaType("message", "rfc822") : detected;
  }

  private ParseReport parse(TikaInputStream in, MediaType type, Metadata metadata, Path markdown)
      throws Exception {
    String mediaType = type.getBaseType().toString();
    try (MarkdownFile out = new MarkdownFile(markdown, MAX_CHARACTERS)) {
      FileNotes notes = new FileNotes();
      Optional<DocumentReader> reader = readers.of(mediaType);
      if (reader.isPresent()) {
        boolean pages = mediaType.equals("application/pdf");
        MarkdownHandler handler =
            pages
                ? new MarkdownHandler(out, DocumentLayout.PAGES, PdfOutline.titles(in.getPath()))
                : new MarkdownHandler(out, DocumentLayout.WEB, Map.of());
        reader.get().read(in.getPath(), new Xhtml(handler), notes);
        handler.endDocument();
        return out.hasText()
            ? new ParseReport(Outcome.READ, mediaType, out.characters(), "", "", "", notes.all())
            : ParseReport.failure(Outcome.NO_TEXT, mediaType, "");
      }
      DocumentLayout layout = DocumentLayout.of(mediaType);
      MarkdownHandler handler = new MarkdownHandler(out, layout, Map.of());
      parser.parse(in, handler, metadata, TikaSettings.text());
      handler.endDocument();
      if (!out.hasText()) {
        return ParseReport.failure(Outcome.NO_TEXT, mediaType, "");
      }
      return new ParseReport(Outcome.READ, mediaType, out.characters(), "", "", "", notes.all());
    }
  }

  /** Writes the images into the folder, and counts them instead of characters. */
  private ParseReport images(TikaInputStream in, MediaType type, Metadata metadata, Path folder)
      throws Exception {
    EmbeddedImageExtractor collector = new EmbeddedImageExtractor(folder);
    DefaultHandler nowhere = new DefaultHandler();
    if (type.getSubtype().equals("markdown")) {
      InlineImages.each(
          in,
          data -> {
            InputStream image = new ByteArrayInputStream(data);
            if (collector.shouldParseEmbedded(metadata)) {
              collector.parseEmbedded(image, nowhere, metadata, false);
            }
          });
    } else {
      parser.parse(in, nowhere, metadata, TikaSettings.images(collector));
    }
    String mediaType = type.getBaseType().toString();
    return new ParseReport(Outcome.READ, mediaType, collector.count(), "", "", "", List.of());
  }
}
