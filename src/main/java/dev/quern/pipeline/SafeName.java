package dev.quern.pipeline;

import dev.quern.InvalidRequestException;

/** Names of files and folders: those that come in, and those that Quern makes. */
public final class SafeName {

  private static final int MOST = 200;

  private SafeName() {}

  /** A name that every file system takes and that leads nowhere else; much like the one given. */
  static String of(String name) {
    String safe = name.replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_").strip();
    safe = safe.replaceAll("^\\.+", "_");
    if (safe.length() > MOST) {
      safe = safe.substring(0, MOST);
    }
    return safe.isEmpty() ? "_" : safe;
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
