package dev.quern.tasktype.datadistillation;

import dev.quern.task.run.TaskItem;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** The steps of the route data-distillation. */
@Component("dataDistillation")
public class DistillationSteps {

  private final EntryPages pages;
  private final DuplicateSearch search;

  DistillationSteps(EntryPages pages, DuplicateSearch search) {
    this.pages = pages;
    this.search = search;
  }

  /** Cleans the entries of the item's page; the changed ones are the result. */
  public DistillationResult clean(TaskItem item) {
    List<CleanableEntry> changed = new ArrayList<>();
    for (CleanableEntry entry : pages.read(item.task(), PageRef.of(item.ref()))) {
      CleanableEntry cleaned = entry.cleaned();
      if (!cleaned.equals(entry)) {
        changed.add(cleaned);
      }
      item.run().throwIfStopped();
    }
    return new DistillationResult.CleanedPage(changed);
  }

  /** Searches the whole project for duplicates and stages them, when all pages are clean. */
  public DistillationResult findDuplicates(TaskItem item) {
    return search.run(item);
  }
}
