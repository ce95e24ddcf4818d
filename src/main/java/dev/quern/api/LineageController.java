package dev.quern.api;

import dev.quern.dataset.Lineage;
import dev.quern.dataset.Lineages;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where an entry comes from. */
@RestController
@RequestMapping("/api/projects/{projectId}/datasets/{id}/lineage")
class LineageController {

  private final Lineages lineages;

  LineageController(Lineages lineages) {
    this.lineages = lineages;
  }

  @GetMapping
  Lineage get(@PathVariable String projectId, @PathVariable String id) {
    return lineages.of(projectId, id);
  }
}
