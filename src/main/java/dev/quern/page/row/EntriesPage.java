package dev.quern.page.row;

import dev.quern.dataset.Cursor;
import dev.quern.dataset.entry.Entries;
import dev.quern.dataset.entry.Entry;
import dev.quern.dataset.entry.EntryDistributions;
import dev.quern.dataset.entry.EntryFilter;
import dev.quern.dataset.entry.EntryStatistics;
import dev.quern.dataset.entry.RemovedEntries;
import dev.quern.page.ProjectViews;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The entries of a project: the list, their statistics, and the removed ones. */
@Controller
@RequestMapping("/projects/{projectId}")
class EntriesPage {

  private final ProjectViews views;
  private final RowList<Entry, EntryFilter> entries;
  private final RemovedEntries removed;
  private final EntryStatistics statistics;
  private final EntryDistributions distributions;

  EntriesPage(
      ProjectViews views,
      Entries entries,
      RemovedEntries removed,
      EntryStatistics statistics,
      EntryDistributions distributions) {
    this.views = views;
    this.entries = new RowList<>(entries, Entry::id, EntryQuery.LINKED);
    this.removed = removed;
    this.statistics = statistics;
    this.distributions = distributions;
  }

  @GetMapping("/entries")
  String list(
      @PathVariable String projectId, @RequestParam Map<String, String> given, Model model) {
    views.open(projectId, "entries", model);
    Query query = new Query(given);
    entries.show(EntryQuery.filter(projectId, query), query, model);
    model.addAttribute("filtered", query.any(EntryQuery.NAMES));
    return "row/entries";
  }

  /** Counts, means and scores, loaded after the list because they take longer. */
  @GetMapping("/entries/statistics")
  String statistics(
      @PathVariable String projectId, @RequestParam Map<String, String> given, Model model) {
    EntryFilter filter = EntryQuery.filter(projectId, new Query(given));
    EntryStatistics.Summary summary = statistics.of(filter);
    model.addAttribute("stats", summary);
    model.addAttribute("charts", distributions.of(filter));
    model.addAttribute(
        "most", summary.histogram().stream().mapToLong(EntryStatistics.Bar::count).max().orElse(0));
    return "row/statistics :: statistics";
  }

  @GetMapping("/entries/removed")
  String removed(
      @PathVariable String projectId,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable String before,
      Model model) {
    views.open(projectId, "entries", model);
    model.addAttribute(
        "slice",
        removed.slice(EntryFilter.all(projectId), new Cursor(after, before), RowList.ON_A_PAGE));
    return "row/removed";
  }

  @PostMapping("/entries/restore")
  String restore(
      @PathVariable String projectId,
      @RequestParam(required = false) @Nullable List<String> id,
      Model model) {
    views.open(projectId, "entries", model);
    if (id != null) {
      removed.restore(projectId, id);
    }
    return "redirect:/projects/" + projectId + "/entries/removed";
  }
}
