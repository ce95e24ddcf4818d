package dev.quern.tasktype.datadistillation;

import dev.quern.Home;
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
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks for duplicates among all entries of a project. They are taken in one order, oldest first or
 * newest first; one that is a duplicate of an entry that stays is staged to be removed, any other
 * one stays. So it does not matter who is similar to whom in a chain: nothing is removed that is
 * not itself close enough to something that stays, and the same entries always give the same
 * result.
 *
 * <p>Where the task names entries, these alone may be removed, as duplicates of any entry of the
 * project that comes before them.
 */
@Component
class DuplicateSearch {

  private final EntryScan entries;
  private final DuplicateStaging staging;
  private final TransactionTemplate transaction;
  private final Home home;
  private final TaskSettings settings;

  DuplicateSearch(
      EntryScan entries,
      DuplicateStaging staging,
      TransactionTemplate transaction,
      Home home,
      TaskSettings settings) {
    this.entries = entries;
    this.staging = staging;
    this.transaction = transaction;
    this.home = home;
    this.settings = settings;
  }

  /** Stages the duplicates, all or none. */
  DistillationResult.Duplicates run(TaskItem item) {
    Task task = item.task();
    DistillationConfig config = DataDistillationType.config(task.config());
    item.run().phase("duplicates");
    staging.clear(task);
    long begun = staging.now();
    try (DuplicateIndex kept = new DuplicateIndex(config, entries.count(task), home.scratch());
        FingerprintWorkers workers = new FingerprintWorkers(config, settings.cpuWorkers())) {
      transaction.executeWithoutResult(
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
    return new DistillationResult.Duplicates(begun);
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
