package dev.quern.document.parser;

import dev.quern.document.markdown.MarkdownFile;
import dev.quern.document.parser.ParseReport.Outcome;
import java.util.Locale;
import org.apache.tika.exception.EncryptedDocumentException;

/** Derives from a parser's exception why a document cannot be read. */
class ParseFailure {

  private static final int MAX_REASON = 120;

  private ParseFailure() {}

  static ParseReport report(String mediaType, Throwable thrown) {
    Throwable root = thrown;
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      root = t;
      String message = String.valueOf(t.getMessage()).toLowerCase(Locale.ROOT);
      if (t instanceof EncryptedDocumentException
          || t instanceof org.apache.poi.EncryptedDocumentException
          || t instanceof org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException) {
        return ParseReport.failure(Outcome.PASSWORD, mediaType, "");
      }
      if (t instanceof MarkdownFile.TooLongException) {
        return ParseReport.failure(Outcome.TOO_MUCH_TEXT, mediaType, "");
      }
      if (message.contains("zip bomb")) {
        return ParseReport.failure(Outcome.ZIP_BOMB, mediaType, "");
      }
    }
    String reason = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    reason = reason.lines().findFirst().orElse("").strip();
    reason = reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) + "…" : reason;
    return ParseReport.failure(
        Outcome.BROKEN,
        mediaType,
        root instanceof StackOverflowError ? "it is nested too deeply" : reason);
  }
}
