package dev.quern.tasktype.imagedatasetgeneration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.dataset.Origin;
import dev.quern.dataset.image.GeneratedImageEntry;
import dev.quern.dataset.image.ImageEntries;
import dev.quern.dataset.question.Questions;
import dev.quern.task.model.Task;
import dev.quern.task.model.ValidatedConfig;
import dev.quern.task.run.TaskItem;
import dev.quern.task.store.ItemQuery;
import dev.quern.task.type.ItemKind;
import dev.quern.task.type.ItemResult;
import dev.quern.task.type.TaskType;
import dev.quern.tasktype.AnswerFormats;
import dev.quern.tasktype.ImageTasks;
import dev.quern.tasktype.ModelConfigs;
import dev.quern.tasktype.input.DoneElsewhere;
import dev.quern.tasktype.input.ItemSelection;
import dev.quern.tasktype.warning.TaskWarnings;
import dev.quern.tasktype.warning.WarningWords;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Describes image-dataset-generation to the engine; an item is a question about an image. */
@Component
class ImageDatasetGenerationType implements TaskType<AnsweredImage> {

  private static final Logger log = LoggerFactory.getLogger(ImageDatasetGenerationType.class);

  private final ModelConfigs models;
  private final ItemSelection selection;
  private final DoneElsewhere done;
  private final Questions questions;
  private final ImageEntries entries;
  private final AnswerFormats formats;
  private final TaskWarnings warnings;

  ImageDatasetGenerationType(
      ModelConfigs models,
      ItemSelection selection,
      DoneElsewhere done,
      Questions questions,
      ImageEntries entries,
      AnswerFormats formats,
      TaskWarnings warnings) {
    this.warnings = warnings;
    this.models = models;
    this.selection = selection;
    this.done = done;
    this.questions = questions;
    this.entries = entries;
    this.formats = formats;
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
  public Class<ImageAnswerConfig> configType() {
    return ImageAnswerConfig.class;
  }

  @Override
  public List<String> prompts() {
    return Stream.concat(
            Stream.of("image-dataset-generation", "reply-again-answer"),
            AnswerFormats.PROMPTS.stream())
        .toList();
  }

  @Override
  public ValidatedConfig check(ObjectNode config, @Nullable String language) {
    return ImageTasks.requireVision(
        models.check(
            config,
            language,
            ImageAnswerConfig.class,
            Set.of("question"),
            Set.of("question", "language")));
  }

  @Override
  public ValidatedConfig lookUp(String projectId, ValidatedConfig checked) {
    return formats.lookUp(projectId, checked);
  }

  @Override
  public ItemQuery items(Task task) {
    return selection.imageQuestions(task);
  }

  @Override
  public void readAhead(Task task, List<String> refs) {
    questions.readAhead(task.runId(), refs);
    done.readAhead(task, DoneElsewhere.Result.IMAGE_ENTRY, refs);
  }

  @Override
  public boolean isDoneElsewhere(TaskItem item) {
    return done.has(item.task(), DoneElsewhere.Result.IMAGE_ENTRY, item.ref());
  }

  @Override
  public String nothingToDo(Task task) {
    return task.input() == null
        ? "Nothing to do: every question about an image is answered, or there is none."
        : "Nothing to do: the input leads to no question about an image; has"
            + " image-question-generation been run on it?";
  }

  /** The warnings about its results. */
  @Override
  public ObjectNode report(Task task) {
    return warnings.report(task, TaskWarnings.Rows.IMAGE_ENTRIES);
  }

  @Override
  public @Nullable String remark(ObjectNode report) {
    return WarningWords.of(report);
  }

  @Override
  public void store(Task task, List<ItemResult<AnsweredImage>> results) {
    String model = models.modelName(task);
    String language = models.modelConfig(task).language();
    String type =
        AnswerFormats.type(models.ownConfig(task, ImageAnswerConfig.class).questionTemplate());
    int stored =
        entries.putAll(
            results.stream().map(result -> entry(task, result, type, model, language)).toList(),
            task.leavesOutDone());
    if (stored < results.size()) {
      log.info(
          "{} of {} answers were dropped: their questions have got one meanwhile",
          results.size() - stored,
          results.size());
    }
  }

  private static GeneratedImageEntry entry(
      Task task,
      ItemResult<AnsweredImage> result,
      String type,
      String model,
      @Nullable String language) {
    AnsweredImage made = result.value();
    return new GeneratedImageEntry(
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
        made.warnings(),
        new Origin(task.id(), result.item().seq(), 0));
  }
}
