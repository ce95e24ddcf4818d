package dev.quern.api.dataset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.Page;
import dev.quern.api.request.MergePatch;
import dev.quern.api.request.QueryParams;
import dev.quern.dataset.project.Projects;
import dev.quern.dataset.question.GaPair;
import dev.quern.dataset.question.GaPairEdit;
import dev.quern.dataset.question.GaPairs;
import dev.quern.dataset.question.NewGaPair;
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

/** Pairs of genre and audience. A route handles their proposal by a model. */
@RestController
@RequestMapping("/api/projects/{projectId}/ga-pairs")
public class GaPairsController {

  private final Projects projects;
  private final GaPairs pairs;
  private final MergePatch merge;

  GaPairsController(Projects projects, GaPairs pairs, MergePatch merge) {
    this.projects = projects;
    this.pairs = pairs;
    this.merge = merge;
  }

  @PostMapping
  ResponseEntity<GaPair> create(@PathVariable String projectId, @RequestBody NewGaPair body) {
    projects.get(projectId);
    var pair = pairs.create(projectId, body);
    var location = "/api/projects/" + projectId + "/ga-pairs/" + pair.id();
    return ResponseEntity.created(URI.create(location)).body(pair);
  }

  @GetMapping
  Page<GaPair> list(@PathVariable String projectId, QueryParams params) {
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
