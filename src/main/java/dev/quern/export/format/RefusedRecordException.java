package dev.quern.export.format;

/** A record that cannot be imported; the message tells its author why. */
public class RefusedRecordException extends RuntimeException {

  public RefusedRecordException(String message) {
    super(message);
  }
}
