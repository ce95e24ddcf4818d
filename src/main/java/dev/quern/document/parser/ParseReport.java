package dev.quern.document.parser;

import java.util.List;

/**
 * The report of the parser process about one document.
 *
 * @param outcome how the parse ended
 * @param mediaType the type that was detected from the content
 * @param characters the code points written, 0 unless {@link Outcome#READ}
 * @param detail the reason, in the parser's words, where it could not be read
 * @param markdown where the text was written
 * @param fileName what messages call the document
 * @param notes what could not be read of a document that was, in sentences for people
 */
public record ParseReport(
    Outcome outcome,
    String mediaType,
    long characters,
    String detail,
    String markdown,
    String fileName,
    List<String> notes) {

  /** The ways a parse can end. */
  public enum Outcome {
    READ,
    NO_TEXT,
    PASSWORD,
    BROKEN,
    ZIP_BOMB,
    ARCHIVE,
    NOT_A_DOCUMENT,
    TOO_MUCH_TEXT,
    TOO_SLOW,
    OUT_OF_MEMORY,
    CRASHED
  }

  static ParseReport failure(Outcome outcome, String mediaType, String detail) {
    return new ParseReport(outcome, mediaType, 0, detail, "", "", List.of());
  }

  public ParseReport of(String itsMarkdown, String itsFileName) {
    return new ParseReport(outcome, mediaType, characters, detail, itsMarkdown, itsFileName, notes);
  }
}
