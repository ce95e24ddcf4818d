package dev.quern.document;

import dev.quern.document.charset.CharsetGuess;
import java.nio.charset.Charset;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

/** A file that cannot be converted to text. The message names it and says what to do. */
public class UnreadableFileException extends RuntimeException {

  private UnreadableFileException(String message) {
    super(message);
  }

  /** What another node said of a file that it read. */
  public static UnreadableFileException told(String message) {
    return new UnreadableFileException(message);
  }

  public static UnreadableFileException empty(String fileName) {
    return new UnreadableFileException(
        "'%s' is empty (0 bytes). Check that it was copied completely and send it again."
            .formatted(fileName));
  }

  public static UnreadableFileException missing(String fileName) {
    return new UnreadableFileException(
        "'%s' cannot be opened: it was moved or deleted, or may not be read. Send it again."
            .formatted(fileName));
  }

  /**
   * The original is not where this node can read it.
   *
   * @param where it lies, for people; empty where nobody knows
   */
  public static UnreadableFileException elsewhere(String fileName, String where) {
    return new UnreadableFileException(
        where.isEmpty()
            ? ("The original of '%s' is in no store that this node knows: start the node whose home"
                    + " it lies in, or send the file again.")
                .formatted(fileName)
            : ("The original of '%s' is in %s, which this node cannot read. Ask the node of that home,"
                    + " send the file again, or set quern.files.store to database or s3 there: that node"
                    + " then moves it to where all nodes read it.")
                .formatted(fileName, where));
  }

  /** The original is not any more what it was. */
  public static UnreadableFileException damaged(String fileName, String where) {
    return new UnreadableFileException(
        ("The original of '%s' is damaged in %s: it has not the SHA-256 that it was stored under."
                + " Restore it from a backup, or send the file again.")
            .formatted(fileName, where));
  }

  public static UnreadableFileException broken(String fileName, String mediaType, String reason) {
    return new UnreadableFileException(
        ("'%s' is broken: it looks like %s but cannot be read (%s)."
                + " Open it in the program that made it and save it anew.")
            .formatted(fileName, mediaType, reason));
  }

  public static UnreadableFileException passwordProtected(String fileName) {
    return new UnreadableFileException(
        ("'%s' is protected by a password, or encrypted as sold books are. Save a copy without the"
                + " protection and send that.")
            .formatted(fileName));
  }

  public static UnreadableFileException noTextLayer(String fileName) {
    return new UnreadableFileException(
        ("'%s' has no text layer: its pages are pictures, as a scanner makes them."
                + " Run OCR on it first (for example ocrmypdf) and send the result.")
            .formatted(fileName));
  }

  public static UnreadableFileException notText(String fileName, String mediaType) {
    return new UnreadableFileException(
        ("'%s' has no text in it (%s). Send a document with text;"
                + " a picture of text needs OCR first.")
            .formatted(fileName, mediaType));
  }

  public static UnreadableFileException unknownBinary(String fileName, String mediaType) {
    return new UnreadableFileException(
        ("'%s' is not a document that can be read; its content was detected as %s."
                + " Convert it to PDF, docx, HTML, Markdown or plain text.")
            .formatted(fileName, mediaType));
  }

  /** A text whose charset is uncertain, with the best guess. */
  public static UnreadableFileException doubtfulCharset(String fileName, CharsetGuess guess) {
    String name = guess.charset().name();
    return new UnreadableFileException(
        ("It cannot be told for certain in which charset '%s' is: it reads best as %s (confidence"
                + " %.2f), but others read nearly as well. Save it as UTF-8, or say which it is: as"
                + " a form part charset=%s beside the upload, or as a line - {charset: %3$s} in the"
                + " project's pipeline.yaml.")
            .replace("%3$s", name)
            .formatted(fileName, name, guess.confidence(), name));
  }

  /** A text that is not in the charset that was named for it. */
  public static UnreadableFileException otherCharset(String fileName, Charset charset) {
    return new UnreadableFileException(
        ("'%s' is not in the charset %s that was named for it: it holds bytes that mean nothing"
                + " there. Name another, or none, so that it is found out.")
            .formatted(fileName, charset.name()));
  }

  public static UnreadableFileException archive(String fileName, String mediaType) {
    return new UnreadableFileException(
        "'%s' is an archive (%s). Archives are not supported: unpack it and send the files in it."
            .formatted(fileName, mediaType));
  }

  public static UnreadableFileException zipBomb(String fileName) {
    return new UnreadableFileException(
        ("'%s' was refused: it unpacks to far more data than its size allows, as a zip bomb does."
                + " If it is genuine, save it as PDF or plain text and send that.")
            .formatted(fileName));
  }

  public static UnreadableFileException tooMuchText(String fileName, long limit) {
    return new UnreadableFileException(
        "'%s' holds more than %d characters of text. Split it into smaller files."
            .formatted(fileName, limit));
  }

  public static UnreadableFileException tookTooLong(String fileName, Duration limit) {
    return new UnreadableFileException(
        ("Reading '%s' took longer than %d seconds and was stopped. Split the file or save it anew;"
                + " if it is only large, raise quern.extraction.timeout.")
            .formatted(fileName, limit.toSeconds()));
  }

  public static UnreadableFileException outOfMemory(String fileName, DataSize limit) {
    return new UnreadableFileException(
        ("Reading '%s' needed more than %d MB of memory and was stopped."
                + " Split the file, or raise quern.extraction.memory.")
            .formatted(fileName, limit.toMegabytes()));
  }

  public static UnreadableFileException parserCrashed(String fileName, String reason) {
    return new UnreadableFileException(
        ("The parser broke down while reading '%s' (%s)."
                + " Save the file anew or in another format and send it again.")
            .formatted(fileName, reason));
  }
}
