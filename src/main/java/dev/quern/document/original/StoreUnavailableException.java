package dev.quern.document.original;

/** The store of originals does not answer, or refuses; the same may succeed later: a 503. */
public class StoreUnavailableException extends RuntimeException {

  private StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  static StoreUnavailableException of(String store, Exception cause) {
    String why = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return new StoreUnavailableException(
        "The store of original files, "
            + store
            + ", cannot be used now ("
            + why
            + "). What waits for it is tried again; health says when it is back.",
        cause);
  }
}
