package dev.quern.document.extraction;

import dev.quern.document.DocumentKind;
import dev.quern.document.ExtractedText;
import dev.quern.document.UnreadableFileException;
import dev.quern.document.parser.DocumentParser;
import dev.quern.document.parser.ExtractionSettings;
import dev.quern.document.parser.ParseReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.apache.tika.io.TikaInputStream;

/** Prepares the input of the route's {@code tika:} step and reads its result. */
public class TikaStep {

  private final ExtractionSettings limits;

  TikaStep(ExtractionSettings limits) {
    this.limits = limits;
  }

  /**
   * The document as the stream that the {@code tika:} step expects; only its path and name are
   * used.
   */
  public InputStream open(DocumentKind document) throws IOException {
    TikaInputStream stream = TikaInputStream.get(document.source().path());
    stream.setOpenContainer(document.source());
    return stream;
  }

  /** The extracted text; throws {@link UnreadableFileException} if there is none. */
  public ExtractedText text(ParseReport report) {
    checked(report);
    return new ExtractedText(
        Path.of(report.markdown()), report.mediaType(), report.characters(), null, report.notes());
  }

  /** Throws an {@link UnreadableFileException} that says what went wrong, if anything did. */
  void checked(ParseReport report) {
    String name = report.fileName();
    String type = report.mediaType();
    switch (report.outcome()) {
      case READ -> {}
      case NO_TEXT ->
          throw type.equals("application/pdf")
              ? UnreadableFileException.noTextLayer(name)
              : UnreadableFileException.notText(name, type);
      case PASSWORD -> throw UnreadableFileException.passwordProtected(name);
      case BROKEN -> throw UnreadableFileException.broken(name, type, report.detail());
      case ZIP_BOMB -> throw UnreadableFileException.zipBomb(name);
      case ARCHIVE -> throw UnreadableFileException.archive(name, type);
      case NOT_A_DOCUMENT -> throw UnreadableFileException.unknownBinary(name, type);
      case TOO_MUCH_TEXT ->
          throw UnreadableFileException.tooMuchText(name, DocumentParser.MAX_CHARACTERS);
      case TOO_SLOW -> throw UnreadableFileException.tookTooLong(name, limits.timeout());
      case OUT_OF_MEMORY -> throw UnreadableFileException.outOfMemory(name, limits.memory());
      case CRASHED -> throw UnreadableFileException.parserCrashed(name, report.detail().strip());
    }
  }
}
