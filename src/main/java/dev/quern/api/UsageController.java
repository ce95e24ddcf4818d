package dev.quern.api;

import dev.quern.llm.ModelUsage;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What was asked of models, and what it cost. */
@RestController
class UsageController {

  private final ModelUsage usage;

  UsageController(ModelUsage usage) {
    this.usage = usage;
  }

  @GetMapping("/api/usage")
  ModelUsage.Sum get(Params params) {
    String project = params.text("project_id");
    String provider = params.text("provider_id");
    params.done();
    return usage.sum(project, provider);
  }
}
