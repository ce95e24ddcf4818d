package dev.quern.tasktype.imagedatasetgeneration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.dataset.ImageEntries;
import dev.quern.dataset.NewImageEntry;
import dev.quern.dataset.Origin;
import dev.quern.task.CheckedConfig;
import dev.quern.task.ItemKind;
import dev.quern.task.ItemQuery;
import dev.quern.task.ItemResult;
import dev.quern.task.Task;
import dev.quern.task.TaskType;
import dev.quern.tasktype.ImageTasks;
import dev.quern.tasktype.InputRows;
import dev.quern.tasktype.ModelTasks;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Describes image-dataset-generation to the engine; an item is a question about an image. */
@Component
class ImageDatasetGenerationType implements TaskType<AnsweredImage> {

  private final ModelTasks models;
  private final InputRows inputs;
  private final ImageEntries entries;

  ImageDatasetGenerationType(ModelTasks models, InputRows inputs, ImageEntries entries) {
    this.models = models;
    this.inputs = inputs;
    this.entries = entries;
  }

  @Override
  public String name() {
    return "image-dataset-generation";
  }

  @Override
  public ItemKind itemKind() {
    return ItemKind.IMAGE_QUESTION;
  }

  @Override
  public List<String> prompts() {
    return List.of("image-dataset-generation");
  }

  @Override
  public CheckedConfig check(ObjectNode config, @Nullable String language) {
    return ImageTasks.seeing(
        models.check(
            config,
            language,
            ImageAnswerConfig.class,
            Set.of("question"),
            Set.of("question", "language")));
  }

  @Override
  public ItemQuery items(Task task) {
    return inputs.imageQuestions(task);
  }

  @Override
  public String nothingToDo(Task task) {
    return task.input() == null
        ? "Nothing to do: every question about an image is answered, or there is none."
        : "Nothing to do: the input leads to no question about an image; has"
            + " image-question-generation been run on it?";
  }

  @Override
  public void store(Task task, List<ItemResult<AnsweredImage>> results) {
    String model = models.modelName(task);
    String language = models.modelConfig(task).language();
    entries.putAll(results.stream().map(result -> entry(task, result, model, language)).toList());
  }

  private static NewImageEntry entry(
      Task task, ItemResult<AnsweredImage> result, String model, @Nullable String language) {
    AnsweredImage made = result.value();
    return new NewImageEntry(
        task.projectId(),
        made.imageId(),
        made.imageName(),
        made.questionId(),
        made.question(),
        made.answer(),
        "text",
        model,
        made.label(),
        language,
        new Origin(task.id(), result.item().seq(), 0));
  }
}
