package dev.quern.tasktype.datadistillation;

import dev.quern.home.Home;
import dev.quern.task.model.Task;
import dev.quern.task.model.TaskSettings;
import dev.quern.task.run.TaskItem;
import dev.quern.tasktype.datadistillation.duplicates.DistillationConfig;
import dev.quern.tasktype.datadistillation.duplicates.DuplicateIndex;
import dev.quern.tasktype.datadistillation.duplicates.DuplicateStaging;
import dev.quern.tasktype.datadistillation.duplicates.DuplicateStaging.Duplicate;
import dev.quern.tasktype.datadistillation.duplicates.EntryScan;
import dev.quern.tasktype.datadistillation.duplicates.Fingerprint;
import dev.quern.tasktype.datadistillation.duplicates.FingerprintWorkers;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Searches all entries of a project for duplicates. Entries are processed in one order, oldest or
 * newest first. An entry that duplicates a kept entry is staged for removal; any other entry is
 * kept. So chains of similar entries cause no harm: every removed entry is itself close enough to a
 * kept one, and the same entries always give the same result.
 *
 * <p>If the task names entries, only these may be removed, as duplicates of any earlier entry of
 * the project.
 */
@Component
class DuplicateSearch {

  private final EntryScan entries;
  private final DuplicateStaging staging;
  private final TransactionTemplate snapshot;
  private final Home home;
  private final TaskSettings settings;

  DuplicateSearch(
      EntryScan entries,
      DuplicateStaging staging,
      PlatformTransactionManager transactions,
      Home home,
      TaskSettings settings) {
    this.entries = entries;
    this.staging = staging;
    this.snapshot = new TransactionTemplate(transactions);
    this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    this.home = home;
    this.settings = settings;
  }

  /** Stages all duplicates in one transaction, with the entries as they were when it began. */
  DistillationResult.Duplicates run(TaskItem item) {
    Task task = item.task();
    DistillationConfig config = DataDistillationType.config(task.config());
    item.run().setPhase("duplicates");
    staging.begin(task);
    try (DuplicateIndex kept = new DuplicateIndex(config, entries.count(task), home.scratch());
        FingerprintWorkers workers = new FingerprintWorkers(config, settings.cpuWorkers())) {
      snapshot.executeWithoutResult(
          status ->
              entries.each(
                  task,
                  Boolean.TRUE.equals(config.keepFirst()),
                  batch -> {
                    item.run().throwIfStopped();
                    staging.stage(task, compare(workers.of(batch), kept));
                  }));
    }
    staging.count();
    return new DistillationResult.Duplicates();
  }

  private static List<Duplicate> compare(List<Fingerprint> batch, DuplicateIndex kept) {
    List<Duplicate> found = new ArrayList<>();
    for (Fingerprint entry : batch) {
      DuplicateIndex.Match match = entry.removable() ? kept.find(entry) : null;
      if (match == null) {
        kept.add(entry);
      } else {
        found.add(new Duplicate(entry.id(), match.id(), match.similarity()));
      }
    }
    return found;
  }
}
