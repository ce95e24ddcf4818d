package dev.quern.api.dataset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.Page;
import dev.quern.api.request.MergePatch;
import dev.quern.api.request.QueryParams;
import dev.quern.dataset.image.ImageEntries;
import dev.quern.dataset.image.ImageEntry;
import dev.quern.dataset.image.ImageEntryEdit;
import dev.quern.dataset.image.ImageEntryFilter;
import dev.quern.dataset.project.Projects;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/projects/{projectId}/image-datasets")
public class ImageDatasetsController {

  private final Projects projects;
  private final ImageEntries entries;
  private final MergePatch merge;

  ImageDatasetsController(Projects projects, ImageEntries entries, MergePatch merge) {
    this.projects = projects;
    this.entries = entries;
    this.merge = merge;
  }

  @GetMapping
  Page<ImageEntry> list(@PathVariable String projectId, QueryParams params) {
    var paging = params.paging();
    var filter =
        ResultParams.narrow(ImageEntryFilter.all(projectId), params)
            .withImages(params.texts("image_id"))
            .withFiles(params.texts("file_id"))
            .withLabel(params.text("label"))
            .withText(params.text("q"));
    params.done();
    projects.get(projectId);
    return entries.list(filter, paging);
  }

  @GetMapping("/{id}")
  ImageEntry get(@PathVariable String projectId, @PathVariable String id) {
    return entries.get(projectId, id);
  }

  @PatchMapping("/{id}")
  ImageEntry patch(
      @PathVariable String projectId, @PathVariable String id, @RequestBody ObjectNode changes) {
    return entries.edit(projectId, id, merge.of(changes, ImageEntryEdit.class));
  }

  @DeleteMapping("/{id}")
  ResponseEntity<Void> delete(@PathVariable String projectId, @PathVariable String id) {
    entries.delete(projectId, id);
    return ResponseEntity.noContent().build();
  }
}
