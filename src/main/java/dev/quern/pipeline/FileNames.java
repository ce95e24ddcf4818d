package dev.quern.pipeline;

import dev.quern.error.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Names of files and folders: those that come in, and those that Quern makes. */
public final class FileNames {

  /** Characters of an incoming name, bytes of one that is made: systems take 255 bytes. */
  private static final int MOST = 200;

  private FileNames() {}

  /**
   * A name that every file system takes and that leads nowhere else; the one given where that will
   * do, else much like it, with a mark that keeps it apart from others that look the same.
   */
  static String of(String name) {
    String safe =
        name.replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_").strip().replaceAll("^\\.+", "_");
    while (safe.getBytes(StandardCharsets.UTF_8).length > MOST) {
      safe = safe.substring(0, safe.offsetByCodePoints(safe.length(), -1));
    }
    if (safe.equals(name)) {
      return safe;
    }
    return safe + "-" + HexFormat.of().toHexDigits(name.hashCode());
  }

  /** The part before the last dot. */
  static String stem(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot > 0 ? fileName.substring(0, dot) : fileName;
  }

  /**
   * Refuses the name of an incoming file that holds a path or control characters, or is longer than
   * 200 characters.
   *
   * @throws InvalidRequestException naming the field {@code file}
   */
  public static String checked(String fileName) {
    String shown = fileName.replaceAll("\\p{Cntrl}", "?");
    if (fileName.isBlank() || fileName.equals(".") || fileName.equals("..")) {
      throw InvalidRequestException.field("file", "has no file name");
    }
    if (fileName.contains("/") || fileName.contains("\\")) {
      throw InvalidRequestException.field(
          "file", "is named '" + shown + "'; a file name must not hold a path");
    }
    if (!fileName.equals(fileName.replaceAll("\\p{Cntrl}", ""))) {
      throw InvalidRequestException.field(
          "file", "is named '" + shown + "'; a file name must not hold control characters");
    }
    if (fileName.length() > MOST) {
      throw InvalidRequestException.field(
          "file", "has a name of " + fileName.length() + " characters; " + MOST + " is the most");
    }
    return fileName;
  }
}
