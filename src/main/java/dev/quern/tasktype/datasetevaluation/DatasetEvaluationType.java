package dev.quern.tasktype.datasetevaluation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.dataset.entry.Entries;
import dev.quern.dataset.entry.EntryEvaluation;
import dev.quern.dataset.entry.EntryStatistics;
import dev.quern.task.model.Task;
import dev.quern.task.model.ValidatedConfig;
import dev.quern.task.run.TaskItem;
import dev.quern.task.store.ItemQuery;
import dev.quern.task.type.ItemKind;
import dev.quern.task.type.ItemResult;
import dev.quern.task.type.TaskType;
import dev.quern.tasktype.ConfigReader;
import dev.quern.tasktype.ModelConfigs;
import dev.quern.tasktype.input.DoneElsewhere;
import dev.quern.tasktype.input.ItemSelection;
import dev.quern.tasktype.warning.TaskWarnings;
import dev.quern.tasktype.warning.WarningWords;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Describes dataset-evaluation to the engine; an item is an entry, its result a judgement. */
@Component
class DatasetEvaluationType implements TaskType<EntryEvaluation> {

  private static final Logger log = LoggerFactory.getLogger(DatasetEvaluationType.class);

  private final ModelConfigs models;
  private final ItemSelection selection;
  private final DoneElsewhere done;
  private final Entries entries;
  private final EntryStatistics statistics;
  private final TaskWarnings warnings;

  DatasetEvaluationType(
      ModelConfigs models,
      ItemSelection selection,
      DoneElsewhere done,
      Entries entries,
      EntryStatistics statistics,
      TaskWarnings warnings) {
    this.models = models;
    this.selection = selection;
    this.done = done;
    this.entries = entries;
    this.statistics = statistics;
    this.warnings = warnings;
  }

  @Override
  public String name() {
    return "dataset-evaluation";
  }

  @Override
  public ItemKind itemKind() {
    return ItemKind.ENTRY;
  }

  @Override
  public Class<EvaluationConfig> configType() {
    return EvaluationConfig.class;
  }

  @Override
  public List<String> prompts() {
    return List.of("dataset-evaluation", "dataset-evaluation-no-source", "reply-again-evaluation");
  }

  @Override
  public ValidatedConfig check(ObjectNode config, @Nullable String language) {
    return models.check(
        config,
        language,
        EvaluationConfig.class,
        Set.of("text", "question", "answer"),
        Set.of("text", "question", "answer", "language"));
  }

  @Override
  public ItemQuery items(Task task) {
    return selection.entries(task, "r.score is null");
  }

  @Override
  public void readAhead(Task task, List<String> refs) {
    done.readAhead(task, DoneElsewhere.Result.SCORE, refs);
  }

  @Override
  public boolean isDoneElsewhere(TaskItem item) {
    return done.has(item.task(), DoneElsewhere.Result.SCORE, item.ref());
  }

  @Override
  public String nothingToDo(Task task) {
    return task.input() == null
        ? "Nothing to do: every entry of the project has its score."
        : "Nothing to do: the input leads to no entry; has answer-generation been run on it?";
  }

  @Override
  public void store(Task task, List<ItemResult<EntryEvaluation>> results) {
    int stored =
        entries.judge(results.stream().map(ItemResult::value).toList(), task.leavesOutDone());
    if (stored < results.size()) {
      log.info(
          "{} of {} evaluations were dropped: their entries have changed meanwhile",
          results.size() - stored,
          results.size());
    }
  }

  /** The scores of the task: their number, mean and histogram, and the mean of each dimension. */
  @Override
  public ObjectNode report(Task task) {
    EntryStatistics.Summary judged = statistics.judgedBy(task.projectId(), task.id());
    ObjectNode report = warnings.refused(task);
    ObjectNode evaluation = report.putObject("evaluation");
    evaluation.put("scored", judged.scored()).put("mean", judged.mean());
    evaluation.set("histogram", ConfigReader.tree(judged.histogram()));
    evaluation.set("dimensions", ConfigReader.tree(judged.dimensions()));
    return report;
  }

  @Override
  public @Nullable String remark(ObjectNode report) {
    return WarningWords.of(report);
  }
}
