package dev.quern.api.dataset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.Page;
import dev.quern.api.request.MergePatch;
import dev.quern.api.request.QueryParams;
import dev.quern.dataset.entry.Entries;
import dev.quern.dataset.entry.Entry;
import dev.quern.dataset.entry.EntryEdit;
import dev.quern.dataset.entry.EntryFilter;
import dev.quern.dataset.entry.EntryStatistics;
import dev.quern.dataset.entry.NewEntry;
import dev.quern.dataset.entry.RemovedEntries;
import dev.quern.dataset.project.Projects;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/projects/{projectId}/datasets")
public class DatasetsController {

  private final Projects projects;
  private final Entries entries;
  private final EntryStatistics statistics;
  private final RemovedEntries removed;
  private final MergePatch merge;

  DatasetsController(
      Projects projects,
      Entries entries,
      EntryStatistics statistics,
      RemovedEntries removed,
      MergePatch merge) {
    this.projects = projects;
    this.entries = entries;
    this.statistics = statistics;
    this.removed = removed;
    this.merge = merge;
  }

  @PostMapping
  ResponseEntity<Entry> create(@PathVariable String projectId, @RequestBody NewEntry body) {
    projects.get(projectId);
    var entry = entries.create(projectId, body);
    var location = "/api/projects/" + projectId + "/datasets/" + entry.id();
    return ResponseEntity.created(URI.create(location)).body(entry);
  }

  @GetMapping
  Page<?> list(@PathVariable String projectId, QueryParams params) {
    var paging = params.paging();
    var filter = filter(projectId, params);
    var ofRemoved = Boolean.TRUE.equals(params.flag("removed"));
    var removedBy = params.text("removed_by");
    params.that(ofRemoved || removedBy == null, "removed_by", "is for removed=true alone").done();
    projects.get(projectId);
    return ofRemoved ? removed.list(filter, removedBy, paging) : entries.list(filter, paging);
  }

  /** The body of restore. */
  record Restore(@Nullable List<@Nullable String> ids) {}

  /** The ids of the restored entries. */
  record Restored(List<String> ids) {}

  @PostMapping("/restore")
  Restored restore(@PathVariable String projectId, @RequestBody Restore body) {
    projects.get(projectId);
    return new Restored(removed.restore(projectId, body.ids()));
  }

  @GetMapping("/stats")
  EntryStatistics.Summary stats(@PathVariable String projectId, QueryParams params) {
    var filter = filter(projectId, params);
    params.done();
    projects.get(projectId);
    return statistics.of(filter);
  }

  @GetMapping("/{id}")
  Entry get(@PathVariable String projectId, @PathVariable String id) {
    return entries.get(projectId, id);
  }

  @PatchMapping("/{id}")
  Entry patch(
      @PathVariable String projectId, @PathVariable String id, @RequestBody ObjectNode changes) {
    return entries.edit(projectId, id, merge.of(changes, EntryEdit.class));
  }

  @DeleteMapping("/{id}")
  ResponseEntity<Void> delete(@PathVariable String projectId, @PathVariable String id) {
    entries.delete(projectId, id);
    return ResponseEntity.noContent().build();
  }

  private static EntryFilter filter(String projectId, QueryParams params) {
    return ResultParams.narrow(EntryFilter.all(projectId), params)
        .withFiles(params.texts("file_id"))
        .withChunk(params.text("chunk_id"))
        .withLabel(params.text("label"))
        .withMinScore(params.number("min_score", 5))
        .withSupported(params.flag("supported"))
        .withText(params.text("q"));
  }
}
