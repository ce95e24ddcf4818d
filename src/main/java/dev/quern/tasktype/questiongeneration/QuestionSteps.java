package dev.quern.tasktype.questiongeneration;

import dev.quern.NotFoundException;
import dev.quern.dataset.Chunk;
import dev.quern.dataset.Chunks;
import dev.quern.llm.Ask;
import dev.quern.llm.ReplyForm;
import dev.quern.llm.Wish;
import dev.quern.llm.prompt.Prompts;
import dev.quern.llm.reply.QuestionReader;
import dev.quern.task.Task;
import dev.quern.task.TaskItem;
import dev.quern.tasktype.MissingSourceException;
import dev.quern.tasktype.ModelTasks;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The steps of the route question-generation. */
@Component("questionGeneration")
public class QuestionSteps {

  private final ModelTasks models;
  private final Chunks chunks;

  QuestionSteps(ModelTasks models, Chunks chunks) {
    this.models = models;
    this.chunks = chunks;
  }

  /** What is wanted of the model for one chunk: the prompt, and how its reply is read. */
  public Ask<List<String>> ask(TaskItem item) {
    Task task = item.task();
    Chunk chunk = chunk(task, item.ref());
    QuestionConfig config = models.ownConfig(task, QuestionConfig.class);
    String language = String.valueOf(models.modelConfig(task).language());
    int count = config.questionsPerChunk();
    return Ask.of(
            models.provider(task),
            models.caller(item),
            new Wish.Questions(chunk.content(), count, language),
            prompt(task, config, chunk.content(), language),
            reply -> QuestionReader.read(reply, count))
        .heldTo(ReplyForm.QUESTIONS);
  }

  private String prompt(Task task, QuestionConfig config, String text, String language) {
    String prompt =
        models.prompt(
            task,
            "question-generation",
            Map.of(
                "text", text,
                "count", String.valueOf(config.questionsPerChunk()),
                "language", Prompts.languageName(language)));
    QuestionConfig.GaPair pair = config.activeGaPair();
    if (pair == null) {
      return prompt;
    }
    return prompt
        + "\n\n"
        + models.ownPrompt(
            task,
            "question-generation-genre",
            Map.of(
                "genre", String.valueOf(pair.genre()),
                "audience", String.valueOf(pair.audience())));
  }

  private Chunk chunk(Task task, String id) {
    try {
      return chunks.get(task.projectId(), id);
    } catch (NotFoundException e) {
      throw MissingSourceException.of("chunk", id);
    }
  }
}
