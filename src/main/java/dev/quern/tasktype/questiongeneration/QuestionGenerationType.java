package dev.quern.tasktype.questiongeneration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.dataset.Origin;
import dev.quern.dataset.chunk.Chunks;
import dev.quern.dataset.question.GaPairs;
import dev.quern.dataset.question.GeneratedQuestion;
import dev.quern.dataset.question.Questions;
import dev.quern.task.model.Task;
import dev.quern.task.model.ValidatedConfig;
import dev.quern.task.run.TaskItem;
import dev.quern.task.store.ItemQuery;
import dev.quern.task.type.ItemKind;
import dev.quern.task.type.ItemResult;
import dev.quern.task.type.TaskType;
import dev.quern.tasktype.ModelConfigs;
import dev.quern.tasktype.input.DoneElsewhere;
import dev.quern.tasktype.input.ItemSelection;
import dev.quern.tasktype.warning.RowChecks;
import dev.quern.tasktype.warning.SkippedChunks;
import dev.quern.tasktype.warning.TaskWarnings;
import dev.quern.tasktype.warning.WarningWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Describes question-generation to the engine; an item is a chunk, its result the questions. */
@Component
class QuestionGenerationType implements TaskType<ChunkQuestions> {

  private final ModelConfigs models;
  private final ItemSelection selection;
  private final DoneElsewhere done;
  private final Chunks chunks;
  private final Questions questions;
  private final GaPairs pairs;
  private final TaskWarnings warnings;
  private final SkippedChunks skipped;

  QuestionGenerationType(
      ModelConfigs models,
      ItemSelection selection,
      DoneElsewhere done,
      Chunks chunks,
      Questions questions,
      GaPairs pairs,
      TaskWarnings warnings,
      SkippedChunks skipped) {
    this.models = models;
    this.selection = selection;
    this.done = done;
    this.chunks = chunks;
    this.questions = questions;
    this.pairs = pairs;
    this.warnings = warnings;
    this.skipped = skipped;
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
  public Class<QuestionConfig> configType() {
    return QuestionConfig.class;
  }

  @Override
  public List<String> prompts() {
    return List.of(
        "question-generation",
        "question-generation-genre",
        "ga-pair-generation",
        "reply-again-questions",
        "reply-again-pairs");
  }

  @Override
  public ValidatedConfig check(ObjectNode config, @Nullable String language) {
    return models.check(
        config,
        language,
        QuestionConfig.class,
        Set.of("text"),
        Set.of("text", "count", "language"));
  }

  @Override
  public ItemQuery items(Task task) {
    return selection.chunks(task);
  }

  @Override
  public void readAhead(Task task, List<String> refs) {
    chunks.readAhead(task.runId(), refs);
    done.readAhead(task, DoneElsewhere.Result.QUESTIONS_OF_CHUNK, refs);
  }

  /** The pair of the task replaces those of the files. */
  @Override
  public double callsPerItem(Task task, List<String> sample) {
    return models.ownConfig(task, QuestionConfig.class).activeGaPair() == null
        ? pairs.roundsPerChunk(sample)
        : 1;
  }

  @Override
  public boolean isDoneElsewhere(TaskItem item) {
    return done.has(item.task(), DoneElsewhere.Result.QUESTIONS_OF_CHUNK, item.ref());
  }

  @Override
  public String nothingToDo(Task task) {
    String left = skipped.words(task);
    if (left != null) {
      return "Nothing to do: " + left;
    }
    return task.input() == null
        ? "Nothing to do: every chunk of the project has questions."
        : "Nothing to do: the input leads to no chunk; has text-processing been run on it?";
  }

  @Override
  public void store(Task task, List<ItemResult<ChunkQuestions>> results) {
    String label = models.ownConfig(task, QuestionConfig.class).label();
    String language = String.valueOf(models.modelConfig(task).language());
    List<GeneratedQuestion> rows = new ArrayList<>();
    for (ItemResult<ChunkQuestions> result : results) {
      String chunk = result.item().ref();
      int ordinal = 0;
      for (ChunkQuestions.ForGaPair set : result.value().sets()) {
        for (String question : set.questions()) {
          Origin origin = new Origin(task.id(), result.item().seq(), ordinal++);
          rows.add(
              new GeneratedQuestion(
                  task.projectId(),
                  chunk,
                  null,
                  question,
                  label,
                  set.gaPairId(),
                  RowChecks.ofQuestion(question, language, set.cutOff()),
                  origin));
        }
      }
    }
    questions.addAll(rows);
    warnings.keepEchoes(
        task,
        results.stream()
            .filter(result -> result.value().echoes() > 0)
            .collect(Collectors.toMap(r -> r.item().seq(), r -> r.value().echoes())));
  }

  /** The warnings about the questions, and the number of skipped chunks. */
  @Override
  public ObjectNode report(Task task) {
    ObjectNode report = warnings.report(task, TaskWarnings.Rows.QUESTIONS);
    return report.setAll(skipped.report(task));
  }

  @Override
  public @Nullable String remark(ObjectNode report) {
    return WarningWords.of(report);
  }
}
