package dev.quern.llm.guard;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Detects scores that only repeat the example of earlier prompts, without any comment. Cached
 * replies and copied prompts still contain that example.
 */
public final class ScoreEcho {

  private static final Double QUESTION = 4.5;
  private static final Double ANSWER = 3.5;
  private static final double RELEVANCE = 5;
  private static final Double CONSISTENCY = 4.0;

  private ScoreEcho() {}

  /**
   * Whether the scores are that example.
   *
   * @param relevance null where there was no source to hold the answer against
   * @param evaluation what was said beside the scores
   */
  public static boolean is(
      @Nullable Double question,
      @Nullable Double answer,
      @Nullable Double relevance,
      @Nullable Double consistency,
      @Nullable String evaluation) {
    boolean wordless = evaluation == null || Words.of(evaluation).isEmpty();
    return wordless
        && Objects.equals(question, QUESTION)
        && Objects.equals(answer, ANSWER)
        && (relevance == null || relevance == RELEVANCE)
        && Objects.equals(consistency, CONSISTENCY);
  }
}
