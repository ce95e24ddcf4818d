package dev.quern.pipeline;

import dev.quern.error.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HexFormat;

/** Checks the names of incoming files, and makes the names of files and folders. */
public final class FileNames {

  /** Characters of an incoming name, bytes of one that is made: systems take 255 bytes. */
  private static final int MAX_CHARS = 200;

  /** Bytes of a name that was given and still gets an ending such as {@code .error.txt}. */
  private static final int MAX_BYTES = 240;

  /** Control characters, line separators, and marks that make a name look like another. */
  private static final String UNSEEN =
      "[\\p{Cntrl}\\u0080-\\u009F\\u200E\\u200F\\u2028-\\u202E\\u2066-\\u2069]";

  private FileNames() {}

  /**
   * A name that every file system accepts and that contains no path: the given name if possible,
   * otherwise a similar one with a suffix that makes it unique.
   */
  public static String of(String name) {
    String safe =
        name.replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_").strip().replaceAll("^\\.+", "_");
    safe = cut(safe, MAX_CHARS);
    if (safe.equals(name)) {
      return safe;
    }
    return safe + "-" + HexFormat.of().toHexDigits(name.hashCode());
  }

  /**
   * The name with a number before its ending, none for 1; short enough that the number and the
   * ending of a text beside it fit into the 255 bytes that file systems take.
   */
  public static String numbered(String name, int number) {
    String stem = stem(name);
    String ending = cut(name.substring(stem.length()), MAX_CHARS / 4);
    String mark = number == 1 ? "" : "-" + number;
    return cut(stem, MAX_BYTES - (ending + mark).getBytes(StandardCharsets.UTF_8).length)
        + mark
        + ending;
  }

  private static String cut(String text, int bytes) {
    String cut = text;
    while (cut.getBytes(StandardCharsets.UTF_8).length > bytes) {
      cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
    }
    return cut;
  }

  /** Letters and their marks in one piece (NFC): macOS writes names in pieces, others do not. */
  public static String composed(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC);
  }

  /** The part before the last dot. */
  public static String stem(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot > 0 ? fileName.substring(0, dot) : fileName;
  }

  /**
   * Refuses the name of an incoming file that holds a path, control characters or marks of the
   * direction of writing, or is longer than 200 characters.
   *
   * @throws InvalidRequestException naming the field {@code file}
   */
  public static String checked(String fileName) {
    String shown = fileName.replaceAll(UNSEEN, "?");
    if (fileName.isBlank() || fileName.equals(".") || fileName.equals("..")) {
      throw InvalidRequestException.field("file", "has no file name");
    }
    if (fileName.contains("/") || fileName.contains("\\")) {
      throw InvalidRequestException.field(
          "file", "is named '" + shown + "'; a file name must not hold a path");
    }
    if (!fileName.equals(fileName.replaceAll(UNSEEN, ""))) {
      throw InvalidRequestException.field(
          "file",
          "is named '"
              + shown
              + "'; a file name must not hold control characters, nor such as"
              + " turn the direction of writing");
    }
    if (fileName.length() > MAX_CHARS) {
      throw InvalidRequestException.field(
          "file",
          "has a name of " + fileName.length() + " characters; " + MAX_CHARS + " is the most");
    }
    return fileName;
  }
}
