package dev.quern.api.provider;

import dev.quern.api.request.QueryParams;
import dev.quern.llm.accounting.UsageReport;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The usage of models and its cost. */
@RestController
class UsageController {

  private final UsageReport usage;

  UsageController(UsageReport usage) {
    this.usage = usage;
  }

  @GetMapping("/api/usage")
  UsageReport.Sum get(QueryParams params) {
    String project = params.text("project_id");
    String provider = params.text("provider_id");
    params.done();
    return usage.sum(project, provider);
  }
}
