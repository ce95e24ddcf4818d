package dev.quern.llm.reply;

import org.jspecify.annotations.Nullable;

/**
 * What came from a model: its text, and the reasoning where the server sent it in a field of its
 * own ({@code reasoning_content} or {@code reasoning}).
 */
public record Reply(String text, @Nullable String reasoning) {

  /** A reply without a reasoning field. */
  public static Reply of(String text) {
    return new Reply(text, null);
  }
}
