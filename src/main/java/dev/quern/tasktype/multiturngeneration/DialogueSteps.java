package dev.quern.tasktype.multiturngeneration;

import dev.quern.llm.reply.Fault;
import dev.quern.llm.reply.TurnReader;
import dev.quern.llm.reply.TurnReader.Turn;
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
import dev.quern.tasktype.input.ItemSources.QuestionWithChunk;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The steps of the route multi-turn-generation. */
@Component("multiTurnGeneration")
public class DialogueSteps {

  private static final String TURN = "multi-turn-generation-turn";
  private static final String SCENARIO = "multi-turn-generation-scenario";

  private final ModelConfigs models;
  private final TaskPrompts prompts;
  private final ReplyGuards guards;
  private final ItemSources sources;
  private final TaskItems items;

  DialogueSteps(
      ModelConfigs models,
      TaskPrompts prompts,
      ReplyGuards guards,
      ItemSources sources,
      TaskItems items) {
    this.models = models;
    this.prompts = prompts;
    this.guards = guards;
    this.sources = sources;
    this.items = items;
  }

  /** A dialogue that begins with the question, or continues from an earlier attempt. */
  public Dialogue begin(TaskItem item) {
    if (item.partialState() != null) {
      return PartialState.read(item, Dialogue.class);
    }
    DialogueConfig config = models.ownConfig(item.task(), DialogueConfig.class);
    return Dialogue.about(sources.question(item).question(), config.maxTurns());
  }

  /** The model request for the next turn. */
  public ModelRequest<Turn> ask(TaskItem item, Dialogue dialogue) {
    Task task = item.task();
    String language = String.valueOf(models.modelConfig(task).language());
    QuestionWithChunk source = sources.questionWithChunk(item);
    String text = source.chunk().content();
    DialogueRoles roles = DialogueRoles.of(models, prompts, task);
    String roleA = roles.asker();
    String roleB = roles.answerer();
    boolean answer = dialogue.isAnswerDue();
    ReplyGuard guard = guard(task, dialogue, text, dialogue.transcript(roleA, roleB));
    return ModelRequest.of(
            models.provider(task),
            models.budget(item),
            answer
                ? new OfflineIntent.Answer(text, dialogue.last(), language)
                : new OfflineIntent.NextQuestion(text, dialogue.asked(), language),
            prompt(task, source, dialogue, roleA, roleB),
            reply -> NextTurn.read(reply, dialogue, roles, text))
        .askedAgainWith(
            () ->
                prompts.renderOwn(
                    task,
                    "reply-again-turn",
                    Map.of(
                        "speaker", answer ? roleB : roleA, "language", prompts.languageName(task))))
        .withSchema(answer ? null : ReplySchema.nextQuestion(start(task)))
        .checkedBy(ReplyGuard.ofLoop(Turn::text))
        .checkedBy(guard.ofEcho(Turn::text))
        .checkedBy(guard.ofLanguage(Turn::text));
  }

  /** Quern's own scenario is part of the prompt; a user's is what the dialogue is about. */
  private ReplyGuard guard(Task task, Dialogue dialogue, String text, String transcript) {
    String scenario = ownScenario(task);
    return scenario == null
        ? guards.of(
            task,
            List.of(promptName(task, dialogue), TURN, SCENARIO),
            List.of(),
            text,
            List.of(transcript))
        : guards.of(
            task,
            List.of(promptName(task, dialogue), TURN),
            List.of(),
            text,
            List.of(transcript, scenario));
  }

  /** In a dialogue one may go on in any words; a small model must be led. */
  private QuestionStart start(Task task) {
    return prompts.isCompact(task) ? prompts.questionStart(task) : QuestionStart.ANY;
  }

  private String promptName(Task task, Dialogue dialogue) {
    return models.modelConfig(task).customPrompt() != null
        ? TURN
        : "multi-turn-generation-" + (dialogue.isAnswerDue() ? "answer" : "question");
  }

  private String scenario(Task task, String roleA, String roleB) {
    String own = ownScenario(task);
    return own == null
        ? prompts.renderOwn(task, SCENARIO, Map.of("role_a", roleA, "role_b", roleB))
        : own;
  }

  private @Nullable String ownScenario(Task task) {
    String own = models.ownConfig(task, DialogueConfig.class).scenario();
    return own == null || own.isBlank() ? null : own.strip();
  }

  /** The dialogue with the new message. Whoever says the same again has nothing left to ask. */
  public Dialogue add(Dialogue dialogue, ModelRequest<Turn> asked) {
    String text = asked.value().text();
    boolean ends =
        !dialogue.isAnswerDue() && (text.equals(TurnReader.END) || dialogue.hasSaid(text));
    Dialogue next = ends ? dialogue.end() : dialogue.with(text);
    next = asked.value().cutOff() ? next.withCutOff() : next;
    return asked.tolerated().contains(Fault.LANGUAGE) ? next.inOtherLanguage() : next;
  }

  /** Stores the turns in the ledger, so that a retry does not pay for them again. */
  public TaskItem keep(TaskItem item, Dialogue dialogue) {
    return items.keep(item, PartialState.write(dialogue));
  }

  private String prompt(
      Task task, QuestionWithChunk source, Dialogue dialogue, String roleA, String roleB) {
    String speaker = dialogue.isAnswerDue() ? roleB : roleA;
    Map<String, String> values = new HashMap<>();
    values.put("role_a", roleA);
    values.put("role_b", roleB);
    values.put("scenario", scenario(task, roleA, roleB));
    values.put("text", source.chunk().content());
    values.put("dialogue", dialogue.transcript(roleA, roleB));
    values.put("language", prompts.languageName(task));
    String own = models.modelConfig(task).customPrompt();
    if (own == null) {
      return prompts.renderOwn(task, promptName(task, dialogue), values);
    }
    values.put("question", source.question().question());
    values.put("speaker", speaker);
    String prompt = prompts.render(task, TURN, values);
    return own.contains("{dialogue}")
        ? prompt
        : prompt
            + "\n\n"
            + prompts.renderOwn(
                task, TURN, Map.of("dialogue", values.get("dialogue"), "speaker", speaker));
  }
}
