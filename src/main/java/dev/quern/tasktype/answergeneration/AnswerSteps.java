package dev.quern.tasktype.answergeneration;

import dev.quern.NotFoundException;
import dev.quern.dataset.Chunk;
import dev.quern.dataset.Chunks;
import dev.quern.dataset.Question;
import dev.quern.dataset.Questions;
import dev.quern.llm.Ask;
import dev.quern.llm.Wish;
import dev.quern.llm.prompt.Prompts;
import dev.quern.llm.reply.Answer;
import dev.quern.llm.reply.AnswerReader;
import dev.quern.llm.reply.Reply;
import dev.quern.task.Task;
import dev.quern.task.TaskItem;
import dev.quern.tasktype.MissingSourceException;
import dev.quern.tasktype.ModelTasks;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The steps of the route answer-generation. */
@Component("answerGeneration")
public class AnswerSteps {

  private final ModelTasks models;
  private final Questions questions;
  private final Chunks chunks;

  AnswerSteps(ModelTasks models, Questions questions, Chunks chunks) {
    this.models = models;
    this.questions = questions;
    this.chunks = chunks;
  }

  /** What is wanted of the model for one question: the prompt, and how its reply is read. */
  public Ask<AnsweredQuestion> ask(TaskItem item) {
    Task task = item.task();
    Source source = source(task, item.ref());
    AnswerConfig.Cot cot = models.ownConfig(task, AnswerConfig.class).cot();
    String language = String.valueOf(models.modelConfig(task).language());
    String text = source.chunk().content();
    String question = source.question().question();
    return Ask.of(
        models.provider(task),
        models.caller(item),
        new Wish.Answer(text, question, language),
        models.prompt(
            task,
            "answer-generation",
            Map.of("text", text, "question", question, "language", Prompts.languageName(language))),
        reply -> read(source, cot, reply));
  }

  /** Whether a chain of thought is wanted and the model gave none. */
  public boolean lacksReasoning(TaskItem item, Ask<AnsweredQuestion> answered) {
    AnswerConfig config = models.ownConfig(item.task(), AnswerConfig.class);
    return config.cot() == AnswerConfig.Cot.ALWAYS && answered.value().cot().isBlank();
  }

  /** What is wanted of the model in a second call: the reasoning that leads to its answer. */
  public Ask<AnsweredQuestion> askReasoning(TaskItem item, Ask<AnsweredQuestion> answered) {
    Task task = item.task();
    AnsweredQuestion answer = answered.value();
    String text = source(task, item.ref()).chunk().content();
    return Ask.of(
        models.provider(task),
        models.caller(item),
        new Wish.Other("a chain of thought"),
        models.ownPrompt(
            task,
            "answer-generation-cot",
            Map.of(
                "text", text,
                "question", answer.question(),
                "answer", answer.answer(),
                "language", models.languageName(task))),
        reply -> answer.withCot(AnswerReader.read(reply).answer()));
  }

  private record Source(Question question, Chunk chunk) {}

  private static AnsweredQuestion read(Source source, AnswerConfig.Cot cot, Reply reply) {
    Answer answer = AnswerReader.read(reply);
    String thought = answer.cot() == null || cot == AnswerConfig.Cot.NEVER ? "" : answer.cot();
    return new AnsweredQuestion(
        source.question().id(),
        source.question().question(),
        source.question().label(),
        source.chunk().id(),
        source.chunk().name(),
        answer.answer(),
        thought);
  }

  private Source source(Task task, String questionId) {
    Question question;
    try {
      question = questions.get(task.projectId(), questionId);
    } catch (NotFoundException e) {
      throw MissingSourceException.of("question", questionId);
    }
    if (question.chunkId() == null) {
      throw MissingSourceException.withoutText(questionId);
    }
    try {
      return new Source(question, chunks.get(task.projectId(), question.chunkId()));
    } catch (NotFoundException e) {
      throw MissingSourceException.of("chunk", question.chunkId());
    }
  }
}
