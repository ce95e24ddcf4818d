package dev.quern.llm.reply;

import org.jspecify.annotations.Nullable;

/**
 * What came from a model: its text, and the reasoning where the server sent it in a field of its
 * own ({@code reasoning_content} or {@code reasoning}).
 *
 * @param cutOff whether it ends where the tokens did: only what stands whole in it is taken
 */
public record Reply(String text, @Nullable String reasoning, boolean cutOff) {

  /** A reply that its model ended. */
  public Reply(String text, @Nullable String reasoning) {
    this(text, reasoning, false);
  }

  /** A reply without a reasoning field. */
  public static Reply of(String text) {
    return new Reply(text, null);
  }

  /** The same, for a reader that finds out by itself whether what it takes is whole. */
  public Reply asWhole() {
    return cutOff ? new Reply(text, reasoning) : this;
  }
}
