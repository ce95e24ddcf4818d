package dev.quern.dataset.warning;

import java.util.List;

/** The warnings that a question, an entry or a conversation may carry, as REST names them. */
public final class RowWarning {

  /** Another chunk or image of the same task has the same question, case and punctuation aside. */
  public static final String REPEATED_QUESTION = "repeated_question";

  /** It is written in another language or script than was asked for. */
  public static final String OTHER_LANGUAGE = "other_language";

  /** The answer says what the question says, case and punctuation aside. */
  public static final String ANSWER_EQUALS_QUESTION = "answer_equals_question";

  /** Evidence was asked for, and none was given or not all of it was found in the source. */
  public static final String UNSUPPORTED = "unsupported";

  /** All of them. */
  public static final List<String> ALL =
      List.of(REPEATED_QUESTION, OTHER_LANGUAGE, ANSWER_EQUALS_QUESTION, UNSUPPORTED);

  private RowWarning() {}
}
