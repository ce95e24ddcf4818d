package dev.quern.error;

/** The request is valid, but the current state of its target forbids it: a 409. */
public class ConflictException extends RuntimeException {

  private ConflictException(String message) {
    super(message);
  }

  /** A message for the client: what prevents the request, and what to do about it. */
  public static ConflictException because(String message) {
    return new ConflictException(message);
  }

  /** A {@code kind} of that name exists: names are unique. */
  public static ConflictException taken(String kind, String name) {
    return new ConflictException(
        "There is already a " + kind + " named '" + name + "': choose another name.");
  }
}
