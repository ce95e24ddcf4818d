package dev.quern.api.dataset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.Page;
import dev.quern.api.request.MergePatch;
import dev.quern.api.request.QueryParams;
import dev.quern.dataset.chunk.Chunk;
import dev.quern.dataset.chunk.ChunkCuts;
import dev.quern.dataset.chunk.ChunkEdit;
import dev.quern.dataset.chunk.ChunkFilter;
import dev.quern.dataset.chunk.Chunks;
import dev.quern.dataset.project.Projects;
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
@RequestMapping("/api/projects/{projectId}/chunks")
public class ChunksController {

  private final Projects projects;
  private final Chunks chunks;
  private final ChunkCuts cuts;
  private final MergePatch merge;

  ChunksController(Projects projects, Chunks chunks, ChunkCuts cuts, MergePatch merge) {
    this.projects = projects;
    this.chunks = chunks;
    this.cuts = cuts;
    this.merge = merge;
  }

  @GetMapping
  Page<Chunk> list(@PathVariable String projectId, QueryParams params) {
    var paging = params.paging();
    var filter =
        ChunkFilter.all(projectId)
            .withFile(params.text("file_id"))
            .withTask(params.text("task_id"))
            .withSkipped(params.flag("skipped"))
            .withText(params.text("q"));
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

  @PostMapping("/{id}/merge")
  Chunk merge(@PathVariable String projectId, @PathVariable String id) {
    return cuts.merge(projectId, id);
  }

  /** The position of a split, in code points from the start of the chunk. */
  record Cut(int at) {}

  @PostMapping("/{id}/split")
  Chunk split(@PathVariable String projectId, @PathVariable String id, @RequestBody Cut cut) {
    return cuts.split(projectId, id, cut.at());
  }

  @DeleteMapping("/{id}")
  ResponseEntity<Void> delete(@PathVariable String projectId, @PathVariable String id) {
    chunks.delete(projectId, id);
    return ResponseEntity.noContent().build();
  }
}
