package dev.quern.tasktype.questiongeneration;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The questions about a chunk: one set for each pair of genre and audience, or one set without a
 * pair.
 *
 * @param echoes the number of skipped questions that repeat the prompt
 */
public record ChunkQuestions(List<ForGaPair> sets, int echoes) {

  /**
   * One set of questions.
   *
   * @param gaPairId the stored pair of the questions; null if there is none
   * @param cutOff whether there are fewer than requested because the reply was cut off
   */
  public record ForGaPair(@Nullable String gaPairId, List<String> questions, boolean cutOff) {}
}
