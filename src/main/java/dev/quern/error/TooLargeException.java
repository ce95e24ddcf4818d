package dev.quern.error;

/** A body, a file or an image exceeds its size limit: a 413. */
public class TooLargeException extends RuntimeException {

  private TooLargeException(String message) {
    super(message);
  }

  /** {@code what} (such as "The body") has more than {@code limit} bytes. */
  public static TooLargeException of(String what, long limit) {
    String size = limit % (1 << 20) == 0 ? (limit >> 20) + " MB" : limit + " bytes";
    return new TooLargeException(what + " is larger than " + size + ", the most that is taken.");
  }
}
