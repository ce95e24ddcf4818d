package dev.quern.dataset.template;

import com.networknt.schema.regex.RegularExpression;
import java.util.regex.Pattern;

/**
 * A regular expression of a user's schema. The JDK's may take exponential time, and stack for each
 * character; so a text on which one takes more than ten million steps counts as one that does not
 * match.
 */
final class BoundedPattern implements RegularExpression {

  private static final int MAX_LENGTH = 1_000;
  private static final int MAX_STEPS = 10_000_000;

  private final Pattern pattern;

  /**
   * Compiles it.
   *
   * @throws IllegalArgumentException when it is none, or longer than 1,000 characters
   */
  BoundedPattern(String regex) {
    if (regex.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a pattern of " + regex.length() + " characters, and " + MAX_LENGTH + " are the most");
    }
    pattern = Pattern.compile(regex);
  }

  @Override
  public boolean matches(String value) {
    try {
      return pattern.matcher(new Counted(value, new int[1])).find();
    } catch (TooManySteps | StackOverflowError e) {
      return false;
    }
  }

  /** A text that counts how often it is looked at. */
  private record Counted(CharSequence text, int[] steps) implements CharSequence {

    @Override
    public char charAt(int index) {
      if (++steps[0] > MAX_STEPS) {
        throw new TooManySteps();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Counted(text.subSequence(start, end), steps);
    }
  }

  /** Ends a match. */
  private static final class TooManySteps extends RuntimeException {

    TooManySteps() {
      super("too many steps", null, false, false);
    }
  }
}
