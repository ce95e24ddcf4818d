package dev.quern.export.format;

/** A record that cannot be taken in; the message says why, in words for its author. */
public class RefusedRecordException extends RuntimeException {

  public RefusedRecordException(String message) {
    super(message);
  }
}
