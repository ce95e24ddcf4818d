package dev.quern.llm;

/** On whose behalf a model is asked; told of every request that was sent. */
public interface Caller {

  /** Nobody in particular. */
  Caller NOBODY = (inputTokens, outputTokens) -> {};

  /**
   * A request was answered, usably or not. Tokens as the server counts them, 0 where it does not.
   */
  void called(long inputTokens, long outputTokens);
}
