package dev.quern.llm.reply;

/** Looks at a value that was read from a reply, before it is taken. */
@FunctionalInterface
public interface ReplyCheck<T> {

  /**
   * The value that is taken: as it came, or without what is not to be kept.
   *
   * @throws UnreadableReplyException when nothing of it is to be kept: the model is asked once
   *     more, and if that does not help, its {@link Fault} says whether the item fails or the value
   *     is kept with a mark
   */
  T check(T value);
}
