package dev.quern.tasktype.multiturngeneration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.dataset.Origin;
import dev.quern.dataset.conversation.Conversations;
import dev.quern.dataset.conversation.GeneratedConversation;
import dev.quern.dataset.question.Questions;
import dev.quern.dataset.warning.RowWarning;
import dev.quern.task.model.Task;
import dev.quern.task.model.ValidatedConfig;
import dev.quern.task.run.TaskItem;
import dev.quern.task.store.ItemQuery;
import dev.quern.task.type.ItemKind;
import dev.quern.task.type.ItemResult;
import dev.quern.task.type.TaskType;
import dev.quern.tasktype.ModelConfigs;
import dev.quern.tasktype.TaskPrompts;
import dev.quern.tasktype.input.DoneElsewhere;
import dev.quern.tasktype.input.ItemSelection;
import dev.quern.tasktype.warning.TaskWarnings;
import dev.quern.tasktype.warning.WarningWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Describes multi-turn-generation to the engine; an item is a question, its result a dialogue. */
@Component
class MultiTurnGenerationType implements TaskType<Dialogue> {

  private final ModelConfigs models;
  private final TaskPrompts prompts;
  private final ItemSelection selection;
  private final DoneElsewhere done;
  private final Questions questions;
  private final Conversations conversations;
  private final TaskWarnings warnings;

  MultiTurnGenerationType(
      ModelConfigs models,
      TaskPrompts prompts,
      ItemSelection selection,
      DoneElsewhere done,
      Questions questions,
      Conversations conversations,
      TaskWarnings warnings) {
    this.models = models;
    this.prompts = prompts;
    this.selection = selection;
    this.done = done;
    this.questions = questions;
    this.conversations = conversations;
    this.warnings = warnings;
  }

  @Override
  public String name() {
    return "multi-turn-generation";
  }

  @Override
  public ItemKind itemKind() {
    return ItemKind.QUESTION;
  }

  @Override
  public Class<DialogueConfig> configType() {
    return DialogueConfig.class;
  }

  @Override
  public List<String> prompts() {
    return List.of(
        "multi-turn-generation-question",
        "multi-turn-generation-answer",
        "multi-turn-generation-turn",
        "multi-turn-generation-scenario",
        "multi-turn-generation-role-a",
        "multi-turn-generation-role-b",
        "reply-again-turn");
  }

  @Override
  public ValidatedConfig check(ObjectNode config, @Nullable String language) {
    return models.check(
        config,
        language,
        DialogueConfig.class,
        Set.of("text", "question"),
        Set.of(
            "text", "question", "dialogue", "speaker", "scenario", "role_a", "role_b", "language"));
  }

  @Override
  public ItemQuery items(Task task) {
    return selection.questionsToDiscuss(task);
  }

  @Override
  public void readAhead(Task task, List<String> refs) {
    questions.readAhead(task.runId(), refs);
    done.readAhead(task, DoneElsewhere.Result.CONVERSATION, refs);
  }

  /** The first message is the question of the item. */
  @Override
  public double callsPerItem(Task task, List<String> sample) {
    int turns = models.ownConfig(task, DialogueConfig.class).maxTurns();
    return 2 * (turns / 2) - 1;
  }

  @Override
  public boolean showsEarlierReplies() {
    return true;
  }

  @Override
  public boolean isDoneElsewhere(TaskItem item) {
    return done.has(item.task(), DoneElsewhere.Result.CONVERSATION, item.ref());
  }

  @Override
  public String nothingToDo(Task task) {
    return task.input() == null
        ? "Nothing to do: every question of the project that has a chunk has a conversation."
        : "Nothing to do: the input leads to no question; has question-generation been run on it?";
  }

  @Override
  public void store(Task task, List<ItemResult<Dialogue>> results) {
    DialogueConfig config = models.ownConfig(task, DialogueConfig.class);
    DialogueRoles roles = DialogueRoles.of(models, prompts, task);
    conversations.addAll(
        results.stream().map(result -> conversation(task, config, roles, result)).toList());
  }

  /** The warnings about the dialogues. */
  @Override
  public ObjectNode report(Task task) {
    return warnings.report(task, TaskWarnings.Rows.CONVERSATIONS);
  }

  @Override
  public @Nullable String remark(ObjectNode report) {
    return WarningWords.of(report);
  }

  private static List<String> warnings(Dialogue dialogue) {
    List<String> warnings = new ArrayList<>();
    if (dialogue.otherLanguage()) {
      warnings.add(RowWarning.OTHER_LANGUAGE);
    }
    if (dialogue.cutOff()) {
      warnings.add(RowWarning.CUT_OFF);
    }
    return warnings;
  }

  private GeneratedConversation conversation(
      Task task, DialogueConfig config, DialogueRoles roles, ItemResult<Dialogue> result) {
    String language = String.valueOf(models.modelConfig(task).language());
    return new GeneratedConversation(
        task.projectId(),
        result.item().ref(),
        config.scenario(),
        roles.asker(),
        roles.answerer(),
        config.maxTurns(),
        result.value().messages(),
        models.modelName(task),
        language,
        warnings(result.value()),
        new Origin(task.id(), result.item().seq(), 0));
  }
}
