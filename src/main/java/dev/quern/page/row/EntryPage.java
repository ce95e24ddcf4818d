package dev.quern.page.row;

import dev.quern.dataset.entry.BulkEntries;
import dev.quern.dataset.entry.Entries;
import dev.quern.dataset.entry.Entry;
import dev.quern.dataset.entry.EntryEdit;
import dev.quern.dataset.entry.EntryFilter;
import dev.quern.dataset.lineage.EntryLineage;
import dev.quern.dataset.lineage.Lineage;
import dev.quern.error.ConflictException;
import dev.quern.error.FieldError;
import dev.quern.error.InvalidRequestException;
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

/** One entry with its source, its neighbours in the list, and its form. */
@Controller
@RequestMapping("/projects/{projectId}/entries/{id}")
class EntryPage {

  private final ProjectViews views;
  private final Entries entries;
  private final RowList<Entry, EntryFilter> list;
  private final EntryLineage lineages;
  private final BulkEntries bulk;

  EntryPage(ProjectViews views, Entries entries, EntryLineage lineages, BulkEntries bulk) {
    this.views = views;
    this.entries = entries;
    this.list = new RowList<>(entries, Entry::id, EntryQuery.LINKED);
    this.lineages = lineages;
    this.bulk = bulk;
  }

  @GetMapping
  String show(
      @PathVariable String projectId,
      @PathVariable String id,
      @RequestParam Map<String, String> given,
      Model model) {
    return show(projectId, id, given, null, List.of(), model);
  }

  private String show(
      String projectId,
      String id,
      Map<String, String> given,
      @Nullable Map<String, String> typed,
      List<FieldError> errors,
      Model model) {
    views.open(projectId, "entries", model);
    Lineage lineage = lineages.of(projectId, id);
    Query query = new Query(given);
    model.addAttribute("entry", lineage.entry());
    model.addAttribute("lineage", lineage);
    list.showBeside(id, EntryQuery.filter(projectId, query), query, model);
    model.addAttribute("form", typed == null ? EntryForm.of(lineage.entry().edit()) : typed);
    model.addAttribute("editing", typed != null || given.containsKey("edit"));
    model.addAttribute("errors", errors);
    model.addAttribute(
        "source",
        lineage.chunk() == null
            ? List.of()
            : Marked.of(lineage.chunk().content(), lineage.entry().evidence()));
    return "row/entry";
  }

  @PostMapping
  String edit(
      @PathVariable String projectId,
      @PathVariable String id,
      @RequestParam Map<String, String> form,
      Model model) {
    try {
      entries.edit(projectId, id, old -> EntryForm.read(old, form));
      return here(projectId, id, form);
    } catch (InvalidRequestException e) {
      return show(projectId, id, form, form, e.errors(), model);
    } catch (ConflictException e) {
      model.addAttribute("changed", true);
      Map<String, String> again = EntryForm.again(entries.get(projectId, id).edit(), form);
      return show(projectId, id, form, again, List.of(), model);
    }
  }

  @PostMapping("/confirm")
  String confirm(
      @PathVariable String projectId,
      @PathVariable String id,
      @RequestParam boolean value,
      @RequestParam Map<String, String> form) {
    entries.edit(
        projectId,
        id,
        old ->
            new EntryEdit(
                old.question(),
                old.answer(),
                old.cot(),
                old.questionLabel(),
                old.score(),
                old.aiEvaluation(),
                old.tags(),
                old.note(),
                value,
                old.language()));
    return here(projectId, id, form);
  }

  @PostMapping("/remove")
  String remove(
      @PathVariable String projectId,
      @PathVariable String id,
      @RequestParam Map<String, String> form) {
    BulkEntries.Removal removal = bulk.remove(projectId, id);
    return "redirect:/projects/%s/entries%sdid=remove&n=1&at=%s"
        .formatted(projectId, escaped(form), removal.at());
  }

  private static String here(String projectId, String id, Map<String, String> form) {
    return "redirect:/projects/%s/entries/%s%s".formatted(projectId, id, escaped(form));
  }

  /** Escapes braces, which a redirect would treat as variables. */
  private static String escaped(Map<String, String> form) {
    return EntryQuery.link(form).replace("{", "%7B").replace("}", "%7D");
  }
}
