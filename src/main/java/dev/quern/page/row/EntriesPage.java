package dev.quern.page.row;

import dev.quern.dataset.Cursor;
import dev.quern.dataset.entry.Entries;
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

  /** Rows on a page of any list. */
  static final int ON_A_PAGE = 50;

  /** The largest exact count, so that the first page does not wait. */
  static final int COUNTED = 10_000;

  private final ProjectViews views;
  private final Entries entries;
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
    this.entries = entries;
    this.removed = removed;
    this.statistics = statistics;
    this.distributions = distributions;
  }

  @GetMapping("/entries")
  String list(
      @PathVariable String projectId,
      @RequestParam Map<String, String> given,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable String before,
      Model model) {
    views.open(projectId, "entries", model);
    EntryFilter filter = EntryQuery.filter(projectId, given);
    model.addAttribute(
        "slice", entries.slice(filter, new Query(given).cursor(after, before), ON_A_PAGE));
    model.addAttribute("count", entries.countUpTo(filter, COUNTED + 1));
    model.addAttribute("counted", COUNTED);
    model.addAttribute("given", given);
    model.addAttribute("link", EntryQuery.link(given));
    model.addAttribute("filtered", new Query(given).any(EntryQuery.NAMES));
    return "row/entries";
  }

  /** Counts, means and scores, loaded after the list because they take longer. */
  @GetMapping("/entries/statistics")
  String statistics(
      @PathVariable String projectId, @RequestParam Map<String, String> given, Model model) {
    EntryFilter filter = EntryQuery.filter(projectId, given);
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
        "slice", removed.slice(EntryFilter.all(projectId), new Cursor(after, before), ON_A_PAGE));
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
