package dev.quern.tasktype.answergeneration;

import dev.quern.dataset.entry.Evidence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question with its answer, and where both come from.
 *
 * @param cot the chain of thought; empty where there is none
 * @param evidence quotes of the chunk; null where none were asked for
 * @param warnings what is doubtful about the answer
 */
public record AnsweredQuestion(
    String questionId,
    String question,
    @Nullable String label,
    @Nullable String chunkId,
    @Nullable String chunkName,
    String answer,
    String cot,
    @Nullable List<Evidence> evidence,
    List<String> warnings) {

  /** What an earlier version kept has none. */
  public AnsweredQuestion {
    warnings = warnings == null ? List.of() : warnings;
  }

  AnsweredQuestion withCot(String reasoning) {
    return new AnsweredQuestion(
        questionId, question, label, chunkId, chunkName, answer, reasoning, evidence, warnings);
  }
}
