package dev.quern.llm.request;

import java.util.List;

/**
 * What a prompt asks for, in a form that a provider without a language model can serve. Real models
 * get the prompt's words alone.
 */
public sealed interface OfflineIntent {

  /** Questions about a text. */
  record Questions(String text, int count, String language) implements OfflineIntent {}

  /**
   * An answer to a question out of a text.
   *
   * @param quoted whether the passages that support it are wanted too
   */
  record Answer(String text, String question, String language, boolean quoted)
      implements OfflineIntent {

    /** An answer alone. */
    public Answer(String text, String question, String language) {
      this(text, question, language, false);
    }
  }

  /** The next question of somebody who has asked these before; an end where there is none left. */
  record NextQuestion(String text, List<String> asked, String language) implements OfflineIntent {}

  /** Something that takes a real model; the name says what. */
  record Unsupported(String name) implements OfflineIntent {}
}
