package dev.quern.llm.reply;

import org.jspecify.annotations.Nullable;

/**
 * An answer, never blank, and the chain of thought that led to it, or null where none came.
 *
 * @param cutOff whether its end is missing, because the reply was cut off; it is whole sentences
 */
public record Answer(String answer, @Nullable String cot, boolean cutOff) {

  /** An answer that is there to its end. */
  public Answer(String answer, @Nullable String cot) {
    this(answer, cot, false);
  }
}
