package dev.quern.document.original;

/**
 * An original in one place.
 *
 * @param place the home of a local one, the bucket of one in S3; empty for the database
 * @param size in bytes
 */
record Original(String sha256, FileSettings.Kind kind, String place, long size) {

  /** Where it lies, for people. */
  String where() {
    return switch (kind) {
      case LOCAL -> "files/ of the home " + place;
      case DATABASE -> "the database";
      case S3 -> "the bucket " + place;
    };
  }
}
