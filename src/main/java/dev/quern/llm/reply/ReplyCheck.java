package dev.quern.llm.reply;

/** Checks a value that was read from a reply, before it is accepted. */
@FunctionalInterface
public interface ReplyCheck<T> {

  /**
   * Returns the accepted value: unchanged, or without its rejected parts.
   *
   * @throws UnreadableReplyException when all of it is rejected: the model is asked again, and if
   *     that does not help, the {@link Fault} decides whether the item fails or the value is stored
   *     with a warning
   */
  T check(T value);
}
