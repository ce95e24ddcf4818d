package dev.quern.llm.reply.json;

/**
 * A mark within a string that could be read in two ways. Whoever takes the string looks for it and
 * asks the model again: a reply is never stored in halves. It is a noncharacter (Unicode 23.7), so
 * that no text has it.
 */
public final class Doubt {

  /** The mark. */
  public static final char MARK = '\uFFFF';

  private Doubt() {}

  /** Whether any part of a text is in doubt. */
  public static boolean isIn(String text) {
    return text.indexOf(MARK) >= 0;
  }
}
