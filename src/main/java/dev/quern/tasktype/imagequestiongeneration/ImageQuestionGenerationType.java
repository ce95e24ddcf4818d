package dev.quern.tasktype.imagequestiongeneration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.dataset.Origin;
import dev.quern.dataset.question.GeneratedQuestion;
import dev.quern.dataset.question.Questions;
import dev.quern.task.model.Task;
import dev.quern.task.model.ValidatedConfig;
import dev.quern.task.run.TaskItem;
import dev.quern.task.store.ItemQuery;
import dev.quern.task.type.ItemKind;
import dev.quern.task.type.ItemResult;
import dev.quern.task.type.TaskType;
import dev.quern.tasktype.ImageTasks;
import dev.quern.tasktype.ModelConfigs;
import dev.quern.tasktype.ReplyGuard;
import dev.quern.tasktype.input.DoneElsewhere;
import dev.quern.tasktype.input.ItemSelection;
import dev.quern.tasktype.warning.RowChecks;
import dev.quern.tasktype.warning.TaskWarnings;
import dev.quern.tasktype.warning.WarningWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Describes image-question-generation to the engine; an item is an image. */
@Component
class ImageQuestionGenerationType implements TaskType<ReplyGuard.Asked> {

  private final ModelConfigs models;
  private final ItemSelection selection;
  private final DoneElsewhere done;
  private final Questions questions;
  private final TaskWarnings warnings;

  ImageQuestionGenerationType(
      ModelConfigs models,
      ItemSelection selection,
      DoneElsewhere done,
      Questions questions,
      TaskWarnings warnings) {
    this.warnings = warnings;
    this.models = models;
    this.selection = selection;
    this.done = done;
    this.questions = questions;
  }

  @Override
  public String name() {
    return "image-question-generation";
  }

  @Override
  public ItemKind itemKind() {
    return ItemKind.IMAGE;
  }

  @Override
  public Class<ImageQuestionConfig> configType() {
    return ImageQuestionConfig.class;
  }

  @Override
  public List<String> prompts() {
    return List.of("image-question-generation", "reply-again-questions");
  }

  @Override
  public ValidatedConfig check(ObjectNode config, @Nullable String language) {
    return ImageTasks.requireVision(
        models.check(
            config, language, ImageQuestionConfig.class, Set.of(), Set.of("count", "language")));
  }

  @Override
  public ItemQuery items(Task task) {
    return selection.images(task);
  }

  @Override
  public void readAhead(Task task, List<String> refs) {
    done.readAhead(task, DoneElsewhere.Result.QUESTIONS_OF_IMAGE, refs);
  }

  @Override
  public boolean isDoneElsewhere(TaskItem item) {
    return done.has(item.task(), DoneElsewhere.Result.QUESTIONS_OF_IMAGE, item.ref());
  }

  @Override
  public String nothingToDo(Task task) {
    return task.input() == null
        ? "Nothing to do: every image of the project has questions, or it has no image."
        : "Nothing to do: the input leads to no image.";
  }

  /** The warnings about its results. */
  @Override
  public ObjectNode report(Task task) {
    return warnings.report(task, TaskWarnings.Rows.QUESTIONS);
  }

  @Override
  public @Nullable String remark(ObjectNode report) {
    return WarningWords.of(report);
  }

  @Override
  public void store(Task task, List<ItemResult<ReplyGuard.Asked>> results) {
    String label = models.ownConfig(task, ImageQuestionConfig.class).label();
    String language = String.valueOf(models.modelConfig(task).language());
    List<GeneratedQuestion> rows = new ArrayList<>();
    for (ItemResult<ReplyGuard.Asked> result : results) {
      int ordinal = 0;
      for (String question : result.value().questions()) {
        Origin origin = new Origin(task.id(), result.item().seq(), ordinal++);
        rows.add(
            new GeneratedQuestion(
                task.projectId(),
                null,
                result.item().ref(),
                question,
                label,
                null,
                RowChecks.ofQuestion(question, language, result.value().cutOff()),
                origin));
      }
    }
    questions.addAll(rows);
    warnings.keepEchoes(
        task,
        results.stream()
            .filter(result -> result.value().echoes() > 0)
            .collect(Collectors.toMap(r -> r.item().seq(), r -> r.value().echoes())));
  }
}
