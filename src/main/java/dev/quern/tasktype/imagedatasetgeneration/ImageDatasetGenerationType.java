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
import dev.quern.tasktype.AnswerForms;
import dev.quern.tasktype.ImageTasks;
import dev.quern.tasktype.InputRows;
import dev.quern.tasktype.ModelTasks;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Describes image-dataset-generation to the engine; an item is a question about an image. */
@Component
class ImageDatasetGenerationType implements TaskType<AnsweredImage> {

  private final ModelTasks models;
  private final InputRows inputs;
  private final ImageEntries entries;
  private final AnswerForms forms;

  ImageDatasetGenerationType(
      ModelTasks models, InputRows inputs, ImageEntries entries, AnswerForms forms) {
    this.models = models;
    this.inputs = inputs;
    this.entries = entries;
    this.forms = forms;
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
    return Stream.concat(Stream.of("image-dataset-generation"), AnswerForms.PROMPTS.stream())
        .toList();
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
  public CheckedConfig lookUp(String projectId, CheckedConfig checked) {
    return forms.lookUp(projectId, checked);
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
    String type =
        AnswerForms.type(models.ownConfig(task, ImageAnswerConfig.class).questionTemplate());
    entries.putAll(
        results.stream().map(result -> entry(task, result, type, model, language)).toList());
  }

  private static NewImageEntry entry(
      Task task,
      ItemResult<AnsweredImage> result,
      String type,
      String model,
      @Nullable String language) {
    AnsweredImage made = result.value();
    return new NewImageEntry(
        task.projectId(),
        made.imageId(),
        made.imageName(),
        made.questionId(),
        made.question(),
        made.answer(),
        type,
        model,
        made.label(),
        language,
        new Origin(task.id(), result.item().seq(), 0));
  }
}
