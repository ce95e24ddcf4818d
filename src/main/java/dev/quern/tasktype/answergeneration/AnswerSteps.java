package dev.quern.tasktype.answergeneration;

import dev.quern.dataset.entry.Evidence;
import dev.quern.llm.reply.Answer;
import dev.quern.llm.reply.AnswerReader;
import dev.quern.llm.reply.AnswerWithQuotes;
import dev.quern.llm.reply.EvidenceReader;
import dev.quern.llm.reply.Reply;
import dev.quern.llm.request.ModelRequest;
import dev.quern.llm.request.OfflineIntent;
import dev.quern.task.lifecycle.TaskItems;
import dev.quern.task.model.Task;
import dev.quern.task.run.TaskItem;
import dev.quern.tasktype.AnswerChecks;
import dev.quern.tasktype.AnswerFormats;
import dev.quern.tasktype.ModelConfigs;
import dev.quern.tasktype.PartialState;
import dev.quern.tasktype.ReplyGuard;
import dev.quern.tasktype.ReplyGuards;
import dev.quern.tasktype.TaskPrompts;
import dev.quern.tasktype.input.ItemSources;
import dev.quern.tasktype.input.ItemSources.QuestionWithChunk;
import dev.quern.tasktype.warning.RowChecks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The steps of the route answer-generation. */
@Component("answerGeneration")
public class AnswerSteps {

  private static final String PROMPT = "answer-generation";
  private static final String REASONING = "answer-generation-cot";
  private static final int MAX_QUOTES = 3;

  private final ModelConfigs models;
  private final TaskPrompts prompts;
  private final AnswerFormats formats;
  private final ReplyGuards guards;
  private final ItemSources sources;
  private final TaskItems items;

  AnswerSteps(
      ModelConfigs models,
      TaskPrompts prompts,
      AnswerFormats formats,
      ReplyGuards guards,
      ItemSources sources,
      TaskItems items) {
    this.models = models;
    this.prompts = prompts;
    this.formats = formats;
    this.guards = guards;
    this.sources = sources;
    this.items = items;
  }

  /**
   * Whether nothing is to be asked: an earlier attempt has the answer, and only its chain of
   * thought may be missing; or somebody else has answered the question since the items were listed,
   * and the task leaves out what is answered.
   */
  public boolean isAnswered(TaskItem item) {
    return hasKept(item) || item.task().leavesOutDone() && sources.question(item).answered();
  }

  private static boolean hasKept(TaskItem item) {
    return item.partialState() != null;
  }

  /** The answer of an earlier attempt, or what stands for that of somebody else. */
  public AnsweredQuestion kept(TaskItem item) {
    return hasKept(item)
        ? PartialState.read(item, AnsweredQuestion.class)
        : AnsweredQuestion.BY_ANOTHER;
  }

  /** The model request for one question: the prompt and the reader of its reply. */
  public ModelRequest<AnsweredQuestion> ask(TaskItem item) {
    Task task = item.task();
    QuestionWithChunk source = sources.questionWithChunk(item);
    AnswerConfig config = models.ownConfig(task, AnswerConfig.class);
    boolean quoted = Boolean.TRUE.equals(config.evidence());
    String language = String.valueOf(models.modelConfig(task).language());
    String text = source.chunk().content();
    String question = source.question().question();
    ModelRequest<AnsweredQuestion> modelRequest =
        ModelRequest.of(
                models.provider(task),
                models.budget(item),
                AnswerFormats.offlineIntent(
                    config.questionTemplate(),
                    new OfflineIntent.Answer(text, question, language, quoted)),
                prompt(task, config, text, question),
                reply -> read(source, config, language, reply))
            .askedAgain(formats.secondAsk(task, config.questionTemplate()))
            .withSchema(AnswerFormats.form(config.questionTemplate(), quoted ? MAX_QUOTES : 0));
    return AnswerChecks.guarded(
        modelRequest,
        guard(task, config, text, question),
        config.questionTemplate(),
        text,
        question,
        AnsweredQuestion::answer);
  }

  private ReplyGuard guard(Task task, AnswerConfig config, String text, String question) {
    List<String> names = new ArrayList<>(List.of(PROMPT));
    names.addAll(AnswerFormats.promptsOf(config.questionTemplate()));
    if (Boolean.TRUE.equals(config.evidence())) {
      names.add("answer-evidence");
    }
    return guards.of(
        task, names, AnswerFormats.told(config.questionTemplate()), text, List.of(question));
  }

  private String prompt(Task task, AnswerConfig config, String text, String question) {
    String prompt =
        prompts.render(
            task,
            PROMPT,
            Map.of("text", text, "question", question, "language", prompts.languageName(task)));
    String formed = formats.appendInstructions(task, prompt, config.questionTemplate());
    return Boolean.TRUE.equals(config.evidence())
        ? formed
            + "\n\n"
            + prompts.renderOwn(
                task, "answer-evidence", Map.of("count", String.valueOf(MAX_QUOTES)))
        : formed;
  }

  /** Whether a chain of thought is required but missing. */
  public boolean lacksReasoning(TaskItem item, AnsweredQuestion answered) {
    AnswerConfig config = models.ownConfig(item.task(), AnswerConfig.class);
    return config.cot() == AnswerConfig.Cot.ALWAYS
        && answered != AnsweredQuestion.BY_ANOTHER
        && answered.cot().isBlank();
  }

  /** Stores an answer before its second call, so that a retry does not pay for it again. */
  public TaskItem keep(TaskItem item, AnsweredQuestion answered) {
    return hasKept(item) ? item : items.keep(item, PartialState.write(answered));
  }

  /** The second model request: the reasoning that leads to the answer. */
  public ModelRequest<AnsweredQuestion> askReasoning(TaskItem item, AnsweredQuestion answer) {
    Task task = item.task();
    String text = sources.questionWithChunk(item).chunk().content();
    String language = String.valueOf(models.modelConfig(task).language());
    ReplyGuard guard =
        guards.ofOwn(task, REASONING, text, List.of(answer.question(), answer.answer()));
    return ModelRequest.of(
            models.provider(task),
            models.budget(item),
            new OfflineIntent.Unsupported("a chain of thought"),
            prompts.renderOwn(
                task,
                REASONING,
                Map.of(
                    "text", text,
                    "question", answer.question(),
                    "answer", answer.answer(),
                    "language", prompts.languageName(task))),
            reply -> reasoned(answer, language, text, reply))
        .askedAgainWith(
            () ->
                prompts.renderOwn(
                    task, "reply-again-reasoning", Map.of("language", prompts.languageName(task))))
        .checkedBy(ReplyGuard.ofLoop(AnsweredQuestion::cot))
        .checkedBy(guard.ofEcho(AnsweredQuestion::cot))
        .checkedBy(guard.ofLanguage(AnsweredQuestion::cot));
  }

  private static AnsweredQuestion reasoned(
      AnsweredQuestion answer, String language, String text, Reply reply) {
    Answer reasoning = AnswerReader.readReasoning(AnswerReader.ownTurn(reply, text));
    return answer.withCot(
        reasoning.answer(),
        RowChecks.ofText(reasoning.answer(), language, text, reasoning.cutOff()));
  }

  private static AnsweredQuestion read(
      QuestionWithChunk source, AnswerConfig config, String language, Reply reply) {
    boolean quoted = Boolean.TRUE.equals(config.evidence());
    Reply taken =
        AnswerFormats.taken(
            reply,
            config.questionTemplate(),
            source.question().question(),
            source.chunk().content());
    AnswerWithQuotes said =
        quoted
            ? EvidenceReader.read(taken)
            : new AnswerWithQuotes(AnswerReader.read(taken), List.of());
    Answer answer = said.answer();
    String read = AnswerFormats.read(answer, config.questionTemplate());
    List<Evidence> evidence = quoted ? new Quotes(source.chunk()).find(said.quotes()) : null;
    boolean drop = answer.cot() == null || config.cot() == AnswerConfig.Cot.NEVER;
    return new AnsweredQuestion(
        source.question().id(),
        source.question().question(),
        source.question().label(),
        source.chunk().id(),
        source.chunk().name(),
        read,
        drop ? "" : answer.cot(),
        evidence,
        RowChecks.ofAnswer(
            source.question().question(),
            read,
            AnswerChecks.texts(read, config.questionTemplate(), source.chunk().content()),
            language,
            source.chunk().content(),
            evidence,
            answer.cutOff()));
  }
}
