package dev.quern.tasktype.questiongeneration;

import dev.quern.dataset.chunk.Chunk;
import dev.quern.tasktype.ReplyGuard;
import dev.quern.tasktype.questiongeneration.ChunkQuestions.ForGaPair;
import dev.quern.tasktype.questiongeneration.QuestionConfig.GaPair;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The model calls of one chunk: one for each pair of genre and audience, or a single one without a
 * pair. The chunk is still one item: its sets are stored together. Each set is kept in the ledger
 * first, so that a crash does not pay for it again.
 */
public final class QuestionRounds {

  private final Chunk chunk;
  private final Deque<Round> open;
  private final List<ForGaPair> done;
  private int echoes;

  /**
   * One call.
   *
   * @param id the id of a stored pair; null for a pair given in the task, or for none
   */
  record Round(@Nullable String id, @Nullable GaPair pair) {}

  QuestionRounds(Chunk chunk, List<Round> rounds, ChunkQuestions kept) {
    this.chunk = chunk;
    this.open = new ArrayDeque<>(rounds);
    this.done = new ArrayList<>(kept.sets());
    this.echoes = kept.echoes();
    done.forEach(
        set -> open.removeIf(round -> round.id() != null && round.id().equals(set.gaPairId())));
  }

  /** Whether a pair has no questions yet. */
  public boolean isOpen() {
    return !open.isEmpty();
  }

  Chunk chunk() {
    return chunk;
  }

  @Nullable GaPair pair() {
    return open.element().pair();
  }

  void took(ReplyGuard.Asked asked) {
    echoes += asked.echoes();
    done.add(new ForGaPair(open.remove().id(), asked.questions(), asked.cutOff()));
  }

  /** The questions so far. */
  public ChunkQuestions asked() {
    return new ChunkQuestions(List.copyOf(done), echoes);
  }
}
