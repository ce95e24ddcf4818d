package dev.quern.api.project;

import dev.quern.Page;
import dev.quern.api.request.QueryParams;
import dev.quern.dataset.project.Project;
import dev.quern.dataset.project.Projects;
import dev.quern.document.original.OriginalFiles;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/projects")
public class ProjectsController {

  record NewProject(@Nullable String name, @Nullable String description) {}

  private final Projects projects;
  private final OriginalFiles originals;

  ProjectsController(Projects projects, OriginalFiles originals) {
    this.projects = projects;
    this.originals = originals;
  }

  @PostMapping
  ResponseEntity<Project> create(@RequestBody NewProject body) {
    var project = projects.create(body.name(), body.description());
    return ResponseEntity.created(URI.create("/api/projects/" + project.id())).body(project);
  }

  @GetMapping
  Page<Project> list(QueryParams params) {
    var paging = params.paging();
    var name = params.text("name");
    params.done();
    return projects.list(name, paging);
  }

  @GetMapping("/{id}")
  Project get(@PathVariable String id) {
    return projects.get(id);
  }

  @DeleteMapping("/{id}")
  ResponseEntity<Void> delete(@PathVariable String id, QueryParams params) {
    var cancel = params.flag("cancel");
    params.done();
    var hashes = originals.ofProject(id);
    projects.delete(id, Boolean.TRUE.equals(cancel));
    originals.deleteUnreferenced(hashes);
    return ResponseEntity.noContent().build();
  }
}
