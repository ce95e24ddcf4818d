package dev.quern.tasktype.questiongeneration;

import dev.quern.dataset.chunk.Chunk;
import dev.quern.dataset.question.GaPairs;
import dev.quern.llm.reply.Reply;
import dev.quern.llm.request.ModelRequest;
import dev.quern.llm.request.OfflineIntent;
import dev.quern.llm.request.ReplySchema;
import dev.quern.llm.schema.QuestionStart;
import dev.quern.task.lifecycle.TaskItems;
import dev.quern.task.model.Task;
import dev.quern.task.run.TaskItem;
import dev.quern.tasktype.ModelConfigs;
import dev.quern.tasktype.PartialState;
import dev.quern.tasktype.ReplyGuard;
import dev.quern.tasktype.ReplyGuards;
import dev.quern.tasktype.TaskPrompts;
import dev.quern.tasktype.input.ItemSources;
import dev.quern.tasktype.questiongeneration.QuestionRounds.Round;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The steps of the routes question-generation and question-rounds. */
@Component("questionGeneration")
public class QuestionSteps {

  private static final String PROMPT = "question-generation";

  private final ModelConfigs models;
  private final TaskPrompts prompts;
  private final ReplyGuards guards;
  private final ItemSources sources;
  private final GaPairs pairs;
  private final TaskItems items;

  QuestionSteps(
      ModelConfigs models,
      TaskPrompts prompts,
      ReplyGuards guards,
      ItemSources sources,
      GaPairs pairs,
      TaskItems items) {
    this.models = models;
    this.prompts = prompts;
    this.guards = guards;
    this.sources = sources;
    this.pairs = pairs;
    this.items = items;
  }

  /**
   * The pairs for the questions about the chunk, without those that an earlier attempt has done.
   */
  public QuestionRounds rounds(TaskItem item) {
    Chunk chunk = sources.chunk(item);
    ChunkQuestions kept =
        item.partialState() == null
            ? new ChunkQuestions(List.of(), 0)
            : PartialState.read(item, ChunkQuestions.class);
    return new QuestionRounds(chunk, rounds(item.task(), chunk), kept);
  }

  /** The pair of the task replaces those of the file. */
  private List<Round> rounds(Task task, Chunk chunk) {
    QuestionConfig config = models.ownConfig(task, QuestionConfig.class);
    if (config.activeGaPair() != null) {
      return List.of(new Round(null, config.activeGaPair()));
    }
    List<Round> ofFile =
        pairs.activeOf(task.runId(), chunk.fileId()).stream()
            .map(p -> new Round(p.id(), new QuestionConfig.GaPair(p.genre(), p.audience())))
            .toList();
    return ofFile.isEmpty() ? List.of(new Round(null, null)) : ofFile;
  }

  /** The next model request: the prompt and the reader of its reply. */
  public ModelRequest<ReplyGuard.Asked> ask(TaskItem item, QuestionRounds rounds) {
    Task task = item.task();
    String text = rounds.chunk().content();
    String language = String.valueOf(models.modelConfig(task).language());
    int count = models.ownConfig(task, QuestionConfig.class).questionsPerChunk();
    ReplyGuard guard = guard(task, rounds, text);
    QuestionStart start = prompts.questionStart(task);
    return ModelRequest.of(
            models.provider(task),
            models.budget(item),
            new OfflineIntent.Questions(text, count, language),
            prompt(task, rounds, text, count),
            reply -> read(start, guard, reply, count))
        .askedAgainWith(
            () ->
                prompts.renderOwn(
                    task,
                    "reply-again-questions",
                    Map.of("count", String.valueOf(count), "language", prompts.languageName(task))))
        .enoughWhen(asked -> asked.questions().size() == count)
        .withSchema(ReplySchema.questions(count, start))
        .checkedBy(guard.ofQuestions());
  }

  private static ReplyGuard.Asked read(
      QuestionStart start, ReplyGuard guard, Reply reply, int count) {
    return start == QuestionStart.QUESTION_WORD
        ? guard.namingQuestions(reply, count)
        : guard.questions(reply, count);
  }

  private ReplyGuard guard(Task task, QuestionRounds rounds, String text) {
    QuestionConfig.GaPair pair = rounds.pair();
    return pair == null
        ? guards.of(task, List.of(PROMPT), List.of(), text, List.of())
        : guards.of(
            task,
            List.of(PROMPT, "question-generation-genre"),
            List.of(),
            text,
            List.of(String.valueOf(pair.genre()), String.valueOf(pair.audience())));
  }

  /**
   * Adds the questions of a round, and stores them if more rounds follow.
   *
   * @return the item for the following steps
   */
  public TaskItem addQuestions(
      TaskItem item, QuestionRounds rounds, ModelRequest<ReplyGuard.Asked> answered) {
    rounds.took(answered.value());
    return rounds.isOpen() ? items.keep(item, PartialState.write(rounds.asked())) : item;
  }

  /** The questions of all rounds. */
  public ChunkQuestions asked(QuestionRounds rounds) {
    return rounds.asked();
  }

  private String prompt(Task task, QuestionRounds rounds, String text, int count) {
    String prompt =
        prompts.render(
            task,
            PROMPT,
            Map.of(
                "text", text,
                "count", String.valueOf(count),
                "language", prompts.languageName(task)));
    QuestionConfig.GaPair pair = rounds.pair();
    if (pair == null) {
      return prompt;
    }
    return prompt
        + "\n\n"
        + prompts.renderOwn(
            task,
            "question-generation-genre",
            Map.of(
                "genre", String.valueOf(pair.genre()),
                "audience", String.valueOf(pair.audience())));
  }
}
