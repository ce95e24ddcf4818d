package dev.quern.tasktype.answergeneration;

import dev.quern.dataset.entry.Evidence;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A question with its answer and their source.
 *
 * @param cot the chain of thought; empty if there is none
 * @param evidence quotes from the chunk; null if none were requested
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

  /** In place of an answer that the question has got from elsewhere; it is not stored. */
  static final AnsweredQuestion BY_ANOTHER =
      new AnsweredQuestion("", "", null, null, null, "", "", null, List.of());

  /** Partial states of an earlier version have no warnings. */
  public AnsweredQuestion {
    warnings = warnings == null ? List.of() : warnings;
  }

  /** It with its chain of thought, and what is doubtful about that. */
  AnsweredQuestion withCot(String reasoning, List<String> doubts) {
    List<String> all = Stream.concat(warnings.stream(), doubts.stream()).distinct().toList();
    return new AnsweredQuestion(
        questionId, question, label, chunkId, chunkName, answer, reasoning, evidence, all);
  }
}
