package dev.quern.llm.guard;

/** Compares texts by their words, ignoring case, spaces and punctuation. */
public final class SameText {

  private SameText() {}

  /** Whether both have the same words in the same order, and at least one. */
  public static boolean is(String one, String other) {
    var words = Words.of(one);
    return !words.isEmpty() && words.equals(Words.of(other));
  }
}
