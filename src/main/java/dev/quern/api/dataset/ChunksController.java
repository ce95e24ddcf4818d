package dev.quern.api.dataset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.Page;
import dev.quern.api.request.MergePatch;
import dev.quern.api.request.QueryParams;
import dev.quern.dataset.chunk.Chunk;
import dev.quern.dataset.chunk.ChunkEdit;
import dev.quern.dataset.chunk.ChunkFilter;
import dev.quern.dataset.chunk.Chunks;
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
@RequestMapping("/api/projects/{projectId}/chunks")
public class ChunksController {

  private final Projects projects;
  private final Chunks chunks;
  private final MergePatch merge;

  ChunksController(Projects projects, Chunks chunks, MergePatch merge) {
    this.projects = projects;
    this.chunks = chunks;
    this.merge = merge;
  }

  @GetMapping
  Page<Chunk> list(@PathVariable String projectId, QueryParams params) {
    var paging = params.paging();
    var filter =
        new ChunkFilter(
            projectId,
            params.text("file_id"),
            params.text("task_id"),
            params.flag("skipped"),
            params.text("q"));
    params.done();
    projects.get(projectId);
    return chunks.list(filter, paging);
  }

  @GetMapping("/{id}")
  Chunk get(@PathVariable String projectId, @PathVariable String id) {
    return chunks.get(projectId, id);
  }

  @PatchMapping("/{id}")
  Chunk patch(
      @PathVariable String projectId, @PathVariable String id, @RequestBody ObjectNode changes) {
    return chunks.edit(projectId, id, merge.of(changes, ChunkEdit.class));
  }

  @DeleteMapping("/{id}")
  ResponseEntity<Void> delete(@PathVariable String projectId, @PathVariable String id) {
    chunks.delete(projectId, id);
    return ResponseEntity.noContent().build();
  }
}
