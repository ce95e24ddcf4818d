package dev.quern.tasktype.answergeneration;

import dev.quern.dataset.chunk.Chunk;
import dev.quern.dataset.chunk.Chunks;
import dev.quern.dataset.question.Question;
import dev.quern.dataset.question.Questions;
import dev.quern.error.NotFoundException;
import dev.quern.task.model.Task;
import dev.quern.task.run.TaskItem;
import dev.quern.tasktype.SourceDeletedException;
import org.springframework.stereotype.Component;

/** What answers are made from: the question of an item, and its chunk. */
@Component
class AnswerSources {

  private final Questions questions;
  private final Chunks chunks;

  AnswerSources(Questions questions, Chunks chunks) {
    this.questions = questions;
    this.chunks = chunks;
  }

  /** A question and the chunk that it is about. */
  record Source(Question question, Chunk chunk) {}

  /**
   * Whether a task that leaves out what is answered need not ask the question any more. It was not
   * answered when the items were listed, which may be long ago.
   */
  boolean isAnsweredByAnother(TaskItem item) {
    Task task = item.task();
    try {
      return task.leavesOutDone() && question(task, item.ref()).answered();
    } catch (NotFoundException e) {
      return false;
    }
  }

  /**
   * The source of an answer.
   *
   * @throws SourceDeletedException when the question or its chunk is gone
   */
  Source of(Task task, String questionId) {
    Question question;
    try {
      question = question(task, questionId);
    } catch (NotFoundException e) {
      throw SourceDeletedException.of("question", questionId);
    }
    if (question.chunkId() == null) {
      throw SourceDeletedException.withoutText(questionId);
    }
    try {
      return new Source(
          question, chunks.getForItem(task.runId(), task.projectId(), question.chunkId()));
    } catch (NotFoundException e) {
      throw SourceDeletedException.of("chunk", question.chunkId());
    }
  }

  private Question question(Task task, String id) {
    return questions.getForItem(task.runId(), task.projectId(), id);
  }
}
