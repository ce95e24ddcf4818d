package dev.quern.tasktype.questiongeneration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.dataset.NewQuestion;
import dev.quern.dataset.Origin;
import dev.quern.dataset.Questions;
import dev.quern.task.CheckedConfig;
import dev.quern.task.ItemKind;
import dev.quern.task.ItemQuery;
import dev.quern.task.ItemResult;
import dev.quern.task.Task;
import dev.quern.task.TaskType;
import dev.quern.tasktype.InputRows;
import dev.quern.tasktype.ModelTasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Describes question-generation to the engine; an item is a chunk, its result the questions. */
@Component
class QuestionGenerationType implements TaskType<List<String>> {

  private final ModelTasks models;
  private final InputRows inputs;
  private final Questions questions;

  QuestionGenerationType(ModelTasks models, InputRows inputs, Questions questions) {
    this.models = models;
    this.inputs = inputs;
    this.questions = questions;
  }

  @Override
  public String name() {
    return "question-generation";
  }

  @Override
  public ItemKind itemKind() {
    return ItemKind.CHUNK;
  }

  @Override
  public List<String> prompts() {
    return List.of("question-generation", "question-generation-genre");
  }

  @Override
  public CheckedConfig check(ObjectNode config, @Nullable String language) {
    return models.check(
        config,
        language,
        QuestionConfig.class,
        Set.of("text"),
        Set.of("text", "count", "language"));
  }

  @Override
  public ItemQuery items(Task task) {
    return inputs.chunks(task);
  }

  @Override
  public String nothingToDo(Task task) {
    return task.input() == null
        ? "Nothing to do: every chunk of the project has questions."
        : "Nothing to do: the input leads to no chunk; has text-processing been run on it?";
  }

  @Override
  public void store(Task task, List<ItemResult<List<String>>> results) {
    String label = models.ownConfig(task, QuestionConfig.class).label();
    List<NewQuestion> rows = new ArrayList<>();
    for (ItemResult<List<String>> result : results) {
      int ordinal = 0;
      for (String question : result.value()) {
        Origin origin = new Origin(task.id(), result.item().seq(), ordinal++);
        rows.add(
            new NewQuestion(
                task.projectId(), result.item().ref(), null, question, label, null, origin));
      }
    }
    questions.addAll(rows);
  }
}
