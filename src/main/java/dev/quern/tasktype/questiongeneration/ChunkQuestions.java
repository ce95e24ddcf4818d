package dev.quern.tasktype.questiongeneration;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The questions about a chunk: one set for each pair of genre and audience, or one for nobody.
 *
 * @param echoes how many questions of the prompt's own were passed over
 */
public record ChunkQuestions(List<ForGaPair> sets, int echoes) {

  /**
   * One set of questions.
   *
   * @param gaPairId the stored pair that they were asked for; null where there is none
   */
  public record ForGaPair(@Nullable String gaPairId, List<String> questions) {}
}
