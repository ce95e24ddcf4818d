package dev.quern.tasktype.answergeneration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.dataset.Origin;
import dev.quern.dataset.entry.Entries;
import dev.quern.dataset.entry.EntryFilter;
import dev.quern.dataset.entry.EntryStatistics;
import dev.quern.dataset.entry.GeneratedEntry;
import dev.quern.dataset.question.Questions;
import dev.quern.task.model.Task;
import dev.quern.task.model.ValidatedConfig;
import dev.quern.task.store.ItemQuery;
import dev.quern.task.type.ItemKind;
import dev.quern.task.type.ItemResult;
import dev.quern.task.type.TaskType;
import dev.quern.tasktype.AnswerFormats;
import dev.quern.tasktype.ModelConfigs;
import dev.quern.tasktype.input.ItemSelection;
import dev.quern.tasktype.warning.TaskWarnings;
import dev.quern.tasktype.warning.WarningWords;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Describes answer-generation to the engine; an item is a question, its result the answer. */
@Component
class AnswerGenerationType implements TaskType<AnsweredQuestion> {

  private final ModelConfigs models;
  private final ItemSelection selection;
  private final Questions questions;
  private final Entries entries;
  private final AnswerFormats formats;
  private final EntryStatistics statistics;
  private final TaskWarnings warnings;

  AnswerGenerationType(
      ModelConfigs models,
      ItemSelection selection,
      Questions questions,
      Entries entries,
      AnswerFormats formats,
      EntryStatistics statistics,
      TaskWarnings warnings) {
    this.models = models;
    this.selection = selection;
    this.questions = questions;
    this.entries = entries;
    this.formats = formats;
    this.statistics = statistics;
    this.warnings = warnings;
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
  public Class<AnswerConfig> configType() {
    return AnswerConfig.class;
  }

  @Override
  public List<String> prompts() {
    List<String> own =
        List.of(
            "answer-generation",
            "answer-generation-cot",
            "answer-evidence",
            "reply-again-answer",
            "reply-again-reasoning");
    return Stream.concat(own.stream(), AnswerFormats.PROMPTS.stream()).toList();
  }

  @Override
  public ValidatedConfig check(ObjectNode config, @Nullable String language) {
    return models.check(
        config,
        language,
        AnswerConfig.class,
        Set.of("text", "question"),
        Set.of("text", "question", "language"));
  }

  @Override
  public ValidatedConfig lookUp(String projectId, ValidatedConfig checked) {
    return formats.lookUp(projectId, checked);
  }

  @Override
  public ItemQuery items(Task task) {
    return selection.questions(task);
  }

  @Override
  public void readAhead(Task task, List<String> refs) {
    questions.readAhead(task.runId(), refs);
  }

  /** A model that gives its reasoning unasked is not asked for it. */
  @Override
  public double callsPerItem(Task task, List<String> sample) {
    return config(task).cot() == AnswerConfig.Cot.ALWAYS ? 2 : 1;
  }

  @Override
  public String nothingToDo(Task task) {
    return task.input() == null
        ? "Nothing to do: every question of the project that has a chunk is answered."
        : "Nothing to do: the input leads to no question; has question-generation been run on it?";
  }

  @Override
  public void store(Task task, List<ItemResult<AnsweredQuestion>> results) {
    String model = models.modelName(task);
    String language = models.modelConfig(task).language();
    String type = AnswerFormats.type(config(task).questionTemplate());
    entries.putAll(
        results.stream()
            .filter(result -> result.value() != AnsweredQuestion.BY_ANOTHER)
            .map(result -> entry(task, result, type, model, language))
            .toList(),
        task.leavesOutDone());
  }

  /**
   * The warnings about the answers, and the number of answers with evidence, if it was requested.
   */
  @Override
  public ObjectNode report(Task task) {
    ObjectNode report = warnings.report(task, TaskWarnings.Rows.ENTRIES);
    if (!Boolean.TRUE.equals(config(task).evidence())) {
      return report;
    }
    EntryStatistics.Summary made =
        statistics.of(EntryFilter.all(task.projectId()).withTask(task.id()));
    report
        .putObject("evidence")
        .put("supported", made.supported())
        .put("unsupported", made.unsupported());
    return report;
  }

  @Override
  public @Nullable String remark(ObjectNode report) {
    return WarningWords.of(report);
  }

  private AnswerConfig config(Task task) {
    return models.ownConfig(task, AnswerConfig.class);
  }

  private static GeneratedEntry entry(
      Task task,
      ItemResult<AnsweredQuestion> result,
      String type,
      String model,
      @Nullable String language) {
    AnsweredQuestion made = result.value();
    return new GeneratedEntry(
        task.projectId(),
        made.questionId(),
        made.question(),
        made.answer(),
        made.cot(),
        type,
        made.chunkId(),
        made.chunkName(),
        model,
        made.label(),
        List.of(),
        language,
        made.evidence(),
        made.warnings(),
        new Origin(task.id(), result.item().seq(), 0));
  }
}
