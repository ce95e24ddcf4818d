package dev.quern.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.Page;
import dev.quern.dataset.GaPair;
import dev.quern.dataset.GaPairDraft;
import dev.quern.dataset.GaPairEdit;
import dev.quern.dataset.GaPairs;
import dev.quern.dataset.Projects;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Pairs of genre and audience. That a model proposes some is a route's part. */
@RestController
@RequestMapping("/api/projects/{projectId}/ga-pairs")
class GaPairsController {

  private final Projects projects;
  private final GaPairs pairs;
  private final Merge merge;

  GaPairsController(Projects projects, GaPairs pairs, Merge merge) {
    this.projects = projects;
    this.pairs = pairs;
    this.merge = merge;
  }

  @PostMapping
  ResponseEntity<GaPair> create(@PathVariable String projectId, @RequestBody GaPairDraft body) {
    projects.get(projectId);
    var pair = pairs.create(projectId, body);
    var location = "/api/projects/" + projectId + "/ga-pairs/" + pair.id();
    return ResponseEntity.created(URI.create(location)).body(pair);
  }

  @GetMapping
  Page<GaPair> list(@PathVariable String projectId, Params params) {
    var paging = params.paging();
    var file = params.text("file_id");
    var active = params.flag("active");
    params.done();
    projects.get(projectId);
    return pairs.list(projectId, file, active, paging);
  }

  @GetMapping("/{id}")
  GaPair get(@PathVariable String projectId, @PathVariable String id) {
    return pairs.get(projectId, id);
  }

  @PatchMapping("/{id}")
  GaPair patch(
      @PathVariable String projectId, @PathVariable String id, @RequestBody ObjectNode changes) {
    return pairs.edit(projectId, id, merge.of(changes, GaPairEdit.class));
  }

  @DeleteMapping("/{id}")
  ResponseEntity<Void> delete(@PathVariable String projectId, @PathVariable String id) {
    pairs.delete(projectId, id);
    return ResponseEntity.noContent().build();
  }
}
