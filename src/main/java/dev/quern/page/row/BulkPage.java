package dev.quern.page.row;

import dev.quern.dataset.entry.BulkEntries;
import dev.quern.dataset.entry.EntryFilter;
import dev.quern.dataset.entry.EntryStatistics;
import dev.quern.error.InvalidRequestException;
import dev.quern.page.ProjectViews;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Changes of all entries that match a filter; the number is shown first. */
@Controller
@RequestMapping("/projects/{projectId}/entries")
class BulkPage {

  private static final List<String> ACTIONS =
      List.of("confirm", "unconfirm", "tag", "untag", "remove");

  private final ProjectViews views;
  private final BulkEntries bulk;
  private final EntryStatistics statistics;

  BulkPage(ProjectViews views, BulkEntries bulk, EntryStatistics statistics) {
    this.views = views;
    this.bulk = bulk;
    this.statistics = statistics;
  }

  @GetMapping("/bulk")
  String ask(
      @PathVariable String projectId,
      @RequestParam String action,
      @RequestParam(defaultValue = "") String tag,
      @RequestParam Map<String, String> given,
      Model model) {
    views.open(projectId, "entries", model);
    if (!ACTIONS.contains(action)) {
      throw InvalidRequestException.oneOf("action", action, ACTIONS);
    }
    model.addAttribute("count", statistics.of(EntryQuery.strict(projectId, given)).total());
    model.addAttribute("action", action);
    model.addAttribute("tag", tag);
    List<String> tags = new Query(given).list("tag");
    model.addAttribute("tags", tags);
    model.addAttribute("lacksTag", tags.isEmpty() && action.endsWith("tag"));
    model.addAttribute("given", given);
    model.addAttribute("names", EntryQuery.NAMES);
    model.addAttribute("link", EntryQuery.link(given));
    return "row/bulk";
  }

  @PostMapping("/bulk")
  String run(
      @PathVariable String projectId,
      @RequestParam String action,
      @RequestParam Map<String, String> given,
      Model model) {
    views.open(projectId, "entries", model);
    EntryFilter filter = EntryQuery.strict(projectId, given);
    if (action.equals("remove")) {
      BulkEntries.Removal removal = bulk.remove(filter);
      return "redirect:/projects/%s/entries?did=remove&n=%d&at=%s"
          .formatted(projectId, removal.count(), removal.at());
    }
    int changed =
        switch (action) {
          case "confirm" -> bulk.confirm(filter, true);
          case "unconfirm" -> bulk.confirm(filter, false);
          case "tag" -> bulk.tag(filter, new Query(given).list("tag"));
          case "untag" -> bulk.untag(filter, new Query(given).list("tag"));
          default -> throw InvalidRequestException.oneOf("action", action, ACTIONS);
        };
    return "redirect:/projects/%s/entries?did=%s&n=%d".formatted(projectId, action, changed);
  }

  @PostMapping("/undo")
  String undo(@PathVariable String projectId, @RequestParam Instant at, Model model) {
    views.open(projectId, "entries", model);
    int back = bulk.restore(projectId, at);
    return "redirect:/projects/%s/entries?did=restore&n=%d".formatted(projectId, back);
  }
}
