package dev.quern.api.dataset;

import dev.quern.dataset.lineage.EntryLineage;
import dev.quern.dataset.lineage.Lineage;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The lineage of an entry. */
@RestController
@RequestMapping("/api/projects/{projectId}/datasets/{id}/lineage")
public class LineageController {

  private final EntryLineage lineages;

  LineageController(EntryLineage lineages) {
    this.lineages = lineages;
  }

  @GetMapping
  Lineage get(@PathVariable String projectId, @PathVariable String id) {
    return lineages.of(projectId, id);
  }
}
