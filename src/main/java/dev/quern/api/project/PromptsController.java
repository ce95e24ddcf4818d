package dev.quern.api.project;

import dev.quern.Page;
import dev.quern.api.request.QueryParams;
import dev.quern.dataset.project.Projects;
import dev.quern.dataset.project.StoredPrompt;
import dev.quern.dataset.project.StoredPrompts;
import dev.quern.tasktype.PromptChecks;
import java.net.URI;
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

/** The prompts that a project uses instead of those in the files. */
@RestController
@RequestMapping("/api/projects/{projectId}/prompts")
class PromptsController {

  record NewPrompt(@Nullable String name, @Nullable String language, @Nullable String text) {}

  record PromptPatch(@Nullable String text) {}

  private final Projects projects;
  private final StoredPrompts prompts;
  private final PromptChecks checks;

  PromptsController(Projects projects, StoredPrompts prompts, PromptChecks checks) {
    this.projects = projects;
    this.prompts = prompts;
    this.checks = checks;
  }

  @PostMapping
  ResponseEntity<StoredPrompt> create(@PathVariable String projectId, @RequestBody NewPrompt body) {
    projects.get(projectId);
    var language = body.language() == null ? "en" : body.language();
    checks.check(body.name(), language, body.text());
    var prompt =
        prompts.create(
            projectId, String.valueOf(body.name()), language, String.valueOf(body.text()));
    var location = "/api/projects/" + projectId + "/prompts/" + prompt.id();
    return ResponseEntity.created(URI.create(location)).body(prompt);
  }

  @GetMapping
  Page<StoredPrompt> list(@PathVariable String projectId, QueryParams params) {
    var paging = params.paging();
    var name = params.text("name");
    var language = params.text("language");
    params.done();
    projects.get(projectId);
    return prompts.list(projectId, name, language, paging);
  }

  @GetMapping("/{id}")
  StoredPrompt get(@PathVariable String projectId, @PathVariable String id) {
    return prompts.get(projectId, id);
  }

  @PatchMapping("/{id}")
  StoredPrompt patch(
      @PathVariable String projectId, @PathVariable String id, @RequestBody PromptPatch body) {
    var prompt = prompts.get(projectId, id);
    checks.check(prompt.name(), prompt.language(), body.text());
    return prompts.edit(projectId, id, String.valueOf(body.text()));
  }

  @DeleteMapping("/{id}")
  ResponseEntity<Void> delete(@PathVariable String projectId, @PathVariable String id) {
    prompts.delete(projectId, id);
    return ResponseEntity.noContent().build();
  }
}
