package dev.quern.api.dataset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.Page;
import dev.quern.api.request.MergePatch;
import dev.quern.api.request.QueryParams;
import dev.quern.dataset.project.Projects;
import dev.quern.dataset.template.QuestionTemplates;
import dev.quern.dataset.template.StoredTemplate;
import dev.quern.dataset.template.TemplateEdit;
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

@RestController
@RequestMapping("/api/projects/{projectId}/question-templates")
public class QuestionTemplatesController {

  private final Projects projects;
  private final QuestionTemplates templates;
  private final MergePatch merge;

  QuestionTemplatesController(Projects projects, QuestionTemplates templates, MergePatch merge) {
    this.projects = projects;
    this.templates = templates;
    this.merge = merge;
  }

  @PostMapping
  ResponseEntity<StoredTemplate> create(
      @PathVariable String projectId, @RequestBody TemplateEdit body) {
    projects.get(projectId);
    var template = templates.create(projectId, body);
    var location = "/api/projects/" + projectId + "/question-templates/" + template.id();
    return ResponseEntity.created(URI.create(location)).body(template);
  }

  @GetMapping
  Page<StoredTemplate> list(@PathVariable String projectId, QueryParams params) {
    var paging = params.paging();
    var answerType = params.text("answer_type");
    params.done();
    projects.get(projectId);
    return templates.list(projectId, answerType, paging);
  }

  @GetMapping("/{id}")
  StoredTemplate get(@PathVariable String projectId, @PathVariable String id) {
    return templates.get(projectId, id);
  }

  @PatchMapping("/{id}")
  StoredTemplate patch(
      @PathVariable String projectId, @PathVariable String id, @RequestBody ObjectNode changes) {
    return templates.edit(projectId, id, merge.of(changes, TemplateEdit.class));
  }

  @DeleteMapping("/{id}")
  ResponseEntity<Void> delete(@PathVariable String projectId, @PathVariable String id) {
    templates.delete(projectId, id);
    return ResponseEntity.noContent().build();
  }
}
