package dev.quern.tasktype.datadistillation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.task.model.Task;
import dev.quern.task.model.TaskSettings;
import dev.quern.task.model.ValidatedConfig;
import dev.quern.task.store.ItemQuery;
import dev.quern.task.type.ItemKind;
import dev.quern.task.type.ItemResult;
import dev.quern.task.type.Sharing;
import dev.quern.task.type.TaskType;
import dev.quern.tasktype.ConfigReader;
import dev.quern.tasktype.datadistillation.duplicates.DistillationConfig;
import dev.quern.tasktype.datadistillation.duplicates.DuplicateStaging;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Describes data-distillation to the engine. An item is a page of entries and counts as their
 * number; when all pages are clean, a final item with weight 0 searches all entries for duplicates.
 */
@Component
class DataDistillationType implements TaskType<DistillationResult> {

  private final EntryPages pages;
  private final DuplicateStaging staging;
  private final DistillationReport reports;
  private final TaskSettings settings;

  DataDistillationType(
      EntryPages pages,
      DuplicateStaging staging,
      DistillationReport reports,
      TaskSettings settings) {
    this.pages = pages;
    this.staging = staging;
    this.reports = reports;
    this.settings = settings;
  }

  @Override
  public String name() {
    return "data-distillation";
  }

  @Override
  public ItemKind itemKind() {
    return ItemKind.ENTRY;
  }

  @Override
  public Class<DistillationConfig> configType() {
    return DistillationConfig.class;
  }

  @Override
  public ValidatedConfig check(ObjectNode config, @Nullable String language) {
    // Cleaning is work for the CPU: more at once than it has cores gains nothing.
    return new ValidatedConfig(ConfigReader.write(config(config)), settings.cpuWorkers(), 3, null);
  }

  static DistillationConfig config(ObjectNode config) {
    return ConfigReader.read(config, DistillationConfig.class);
  }

  /** Pages are cleaned on all nodes; the search for duplicates runs on one. */
  @Override
  public Sharing sharing(Task task) {
    return Sharing.WORKERS;
  }

  @Override
  public ItemQuery items(Task task) {
    return pages.items(task, config(task.config()).looksForDuplicates());
  }

  @Override
  public String nothingToDo(Task task) {
    return task.input() == null
        ? "Nothing to do: the project has no entries."
        : "Nothing to do: the input leads to no entry; has answer-generation been run on it?";
  }

  @Override
  public void store(Task task, List<ItemResult<DistillationResult>> results) {
    for (ItemResult<DistillationResult> result : results) {
      int seq = result.item().seq();
      if (result.value() instanceof DistillationResult.CleanedPage page) {
        reports.cleaned(task, seq, pages.store(page.entries()));
      } else if (result.value() instanceof DistillationResult.Duplicates) {
        reports.removed(task, seq, staging.publish(task));
      }
    }
  }

  @Override
  public ObjectNode report(Task task) {
    return reports.of(task);
  }
}
