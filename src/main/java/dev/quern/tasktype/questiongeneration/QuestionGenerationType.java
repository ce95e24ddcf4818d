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
class QuestionGenerationType implements TaskType<AskedChunk> {

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
    return List.of("question-generation", "question-generation-genre", "ga-pair-generation");
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
  public void store(Task task, List<ItemResult<AskedChunk>> results) {
    String label = models.ownConfig(task, QuestionConfig.class).label();
    List<NewQuestion> rows = new ArrayList<>();
    for (ItemResult<AskedChunk> result : results) {
      String chunk = result.item().ref();
      int ordinal = 0;
      for (AskedChunk.ForPair set : result.value().sets()) {
        for (String question : set.questions()) {
          Origin origin = new Origin(task.id(), result.item().seq(), ordinal++);
          rows.add(
              new NewQuestion(
                  task.projectId(), chunk, null, question, label, set.gaPairId(), origin));
        }
      }
    }
    questions.addAll(rows);
  }
}
