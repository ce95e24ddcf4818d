package dev.quern.dataset.warning;

import java.util.List;

/** The warnings that a question, an entry or a conversation may carry, as REST names them. */
public final class RowWarning {

  /**
   * Another chunk or image of the same task has the same question, ignoring case and punctuation.
   */
  public static final String REPEATED_QUESTION = "repeated_question";

  /** The text is in another language or script than requested. */
  public static final String OTHER_LANGUAGE = "other_language";

  /** The answer equals the question, ignoring case and punctuation. */
  public static final String ANSWER_EQUALS_QUESTION = "answer_equals_question";

  /** Evidence was requested, but none was given, or not all of it was found in the source. */
  public static final String UNSUPPORTED = "unsupported";

  /** The reply was cut off at the most tokens, and the row holds what stood whole in it. */
  public static final String CUT_OFF = "cut_off";

  /** All of them. */
  public static final List<String> ALL =
      List.of(REPEATED_QUESTION, OTHER_LANGUAGE, ANSWER_EQUALS_QUESTION, UNSUPPORTED, CUT_OFF);

  private RowWarning() {}
}
