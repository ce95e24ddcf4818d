package dev.quern.api.project;

import dev.quern.api.request.QueryParams;
import dev.quern.dataset.lineage.FileLineage;
import dev.quern.document.store.OriginalFiles;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Single files. Routes handle uploads and lists. */
@RestController
@RequestMapping("/api/projects/{projectId}/files/{fileId}")
public class FilesController {

  private final FileLineage files;
  private final OriginalFiles originals;

  FilesController(FileLineage files, OriginalFiles originals) {
    this.files = files;
    this.originals = originals;
  }

  @GetMapping("/text")
  void text(
      @PathVariable String projectId, @PathVariable String fileId, HttpServletResponse response)
      throws IOException {
    files.name(projectId, fileId);
    response.setContentType("text/markdown;charset=UTF-8");
    var out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
    files.writeText(fileId, out);
    out.flush();
  }

  @DeleteMapping
  ResponseEntity<Void> delete(
      @PathVariable String projectId, @PathVariable String fileId, QueryParams params) {
    var cascade = params.flag("cascade");
    params.done();
    var hashes = originals.ofFile(projectId, fileId);
    files.delete(projectId, fileId, Boolean.TRUE.equals(cascade));
    originals.deleteUnreferenced(hashes);
    return ResponseEntity.noContent().build();
  }
}
