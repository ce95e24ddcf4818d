package dev.quern;

/** Something is in a state that does not allow what was asked (409). */
public final class ConflictException extends RuntimeException {

  private ConflictException(String message) {
    super(message);
  }

  /** The sentence says which state, and what would help. */
  public static ConflictException because(String sentence) {
    return new ConflictException(sentence);
  }
}
