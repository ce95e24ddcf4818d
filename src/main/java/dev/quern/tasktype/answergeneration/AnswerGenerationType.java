package dev.quern.tasktype.answergeneration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.dataset.Entries;
import dev.quern.dataset.NewEntry;
import dev.quern.dataset.Origin;
import dev.quern.task.CheckedConfig;
import dev.quern.task.ItemKind;
import dev.quern.task.ItemQuery;
import dev.quern.task.ItemResult;
import dev.quern.task.Task;
import dev.quern.task.TaskType;
import dev.quern.tasktype.InputRows;
import dev.quern.tasktype.ModelTasks;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Describes answer-generation to the engine; an item is a question, its result the answer. */
@Component
class AnswerGenerationType implements TaskType<AnsweredQuestion> {

  private final ModelTasks models;
  private final InputRows inputs;
  private final Entries entries;

  AnswerGenerationType(ModelTasks models, InputRows inputs, Entries entries) {
    this.models = models;
    this.inputs = inputs;
    this.entries = entries;
  }

  @Override
  public String name() {
    return "answer-generation";
  }

  @Override
  public ItemKind itemKind() {
    return ItemKind.QUESTION;
  }

  @Override
  public List<String> prompts() {
    return List.of("answer-generation", "answer-generation-cot");
  }

  @Override
  public CheckedConfig check(ObjectNode config, @Nullable String language) {
    return models.check(
        config,
        language,
        AnswerConfig.class,
        Set.of("text", "question"),
        Set.of("text", "question", "language"));
  }

  @Override
  public ItemQuery items(Task task) {
    return inputs.questions(task);
  }

  @Override
  public String nothingToDo(Task task) {
    return task.input() == null
        ? "Nothing to do: every question of the project is answered."
        : "Nothing to do: the input leads to no question; has question-generation been run on it?";
  }

  @Override
  public void store(Task task, List<ItemResult<AnsweredQuestion>> results) {
    String model = models.modelName(task);
    String language = models.modelConfig(task).language();
    entries.putAll(results.stream().map(result -> entry(task, result, model, language)).toList());
  }

  private static NewEntry entry(
      Task task, ItemResult<AnsweredQuestion> result, String model, @Nullable String language) {
    AnsweredQuestion made = result.value();
    return new NewEntry(
        task.projectId(),
        made.questionId(),
        made.question(),
        made.answer(),
        made.cot(),
        "text",
        made.chunkId(),
        made.chunkName(),
        model,
        made.label(),
        List.of(),
        language,
        new Origin(task.id(), result.item().seq(), 0));
  }
}
