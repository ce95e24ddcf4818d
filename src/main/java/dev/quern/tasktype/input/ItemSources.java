package dev.quern.tasktype.input;

import dev.quern.dataset.chunk.Chunk;
import dev.quern.dataset.chunk.Chunks;
import dev.quern.dataset.question.Question;
import dev.quern.dataset.question.Questions;
import dev.quern.error.NotFoundException;
import dev.quern.task.model.Task;
import dev.quern.task.run.TaskItem;
import org.springframework.stereotype.Component;

/** The rows that items are about, which may be gone by the time that their item is attempted. */
@Component
public class ItemSources {

  private final Questions questions;
  private final Chunks chunks;

  ItemSources(Questions questions, Chunks chunks) {
    this.questions = questions;
    this.chunks = chunks;
  }

  /** A question and the chunk that it is about. */
  public record QuestionWithChunk(Question question, Chunk chunk) {}

  /**
   * The question of an item.
   *
   * @throws SourceDeletedException when it is gone
   */
  public Question question(TaskItem item) {
    Task task = item.task();
    try {
      return questions.getForItem(task.runId(), task.projectId(), item.ref());
    } catch (NotFoundException e) {
      throw SourceDeletedException.of("question", item.ref());
    }
  }

  /**
   * The chunk of an item.
   *
   * @throws SourceDeletedException when it is gone
   */
  public Chunk chunk(TaskItem item) {
    return chunk(item.task(), item.ref());
  }

  /**
   * The question of an item, with its chunk.
   *
   * @throws SourceDeletedException when one of them is gone, or the question has no chunk
   */
  public QuestionWithChunk questionWithChunk(TaskItem item) {
    Question question = question(item);
    if (question.chunkId() == null) {
      throw SourceDeletedException.withoutText(item.ref());
    }
    return new QuestionWithChunk(question, chunk(item.task(), question.chunkId()));
  }

  private Chunk chunk(Task task, String id) {
    try {
      return chunks.getForItem(task.runId(), task.projectId(), id);
    } catch (NotFoundException e) {
      throw SourceDeletedException.of("chunk", id);
    }
  }
}
