package dev.quern.api.project;

import dev.quern.api.request.Disposition;
import dev.quern.api.request.QueryParams;
import dev.quern.dataset.lineage.FileLineage;
import dev.quern.document.UnreadableFileException;
import dev.quern.document.original.FileStore;
import dev.quern.document.original.OriginalFiles;
import dev.quern.document.store.SourceFiles;
import dev.quern.error.ConflictException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
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
  private final SourceFiles sources;
  private final FileStore store;
  private final OriginalFiles originals;

  FilesController(
      FileLineage files, SourceFiles sources, FileStore store, OriginalFiles originals) {
    this.files = files;
    this.sources = sources;
    this.store = store;
    this.originals = originals;
  }

  /** The file as it came; never shown by a browser, as it may be a page with scripts. */
  @GetMapping("/content")
  ResponseEntity<Resource> content(@PathVariable String projectId, @PathVariable String fileId) {
    var name = files.name(projectId, fileId);
    var file = sources.get(fileId);
    try {
      return ResponseEntity.ok()
          .contentType(MediaType.APPLICATION_OCTET_STREAM)
          .header("X-Content-Type-Options", "nosniff")
          .header(HttpHeaders.CONTENT_DISPOSITION, Disposition.of("attachment", name))
          .body(new FileSystemResource(store.path(file.sha256(), name)));
    } catch (UnreadableFileException e) {
      throw ConflictException.because(String.valueOf(e.getMessage()));
    }
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
