package dev.quern.llm.guard;

/** Compares texts by their words: case, spaces and punctuation aside. */
public final class SameText {

  private SameText() {}

  /** Whether both say the same words in the same order, and any at all. */
  public static boolean is(String one, String other) {
    var words = Words.of(one);
    return !words.isEmpty() && words.equals(Words.of(other));
  }
}
