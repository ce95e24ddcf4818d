package dev.quern.api;

import dev.quern.api.request.QueryParams;
import dev.quern.dataset.project.Projects;
import dev.quern.export.Importer;
import dev.quern.export.imports.ImportOptions;
import dev.quern.export.imports.ImportReport;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Imports a file of records, sent as the body of a request or as its part named file. */
@RestController
class ImportController {

  private final Projects projects;
  private final Importer importer;

  ImportController(Projects projects, Importer importer) {
    this.projects = projects;
    this.importer = importer;
  }

  @PostMapping("/api/projects/{projectId}/datasets/import")
  ImportReport.Summary take(
      @PathVariable String projectId, QueryParams params, HttpServletRequest request)
      throws IOException, ServletException {
    if (isOfType(request, "application/x-www-form-urlencoded")) {
      throw new ResponseStatusException(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          "This is the body of a form; send the file as application/octet-stream.");
    }
    projects.get(projectId);
    var options =
        new ImportOptions(
            params.text("kind"),
            params.text("format"),
            params.text("as"),
            params.text("on_conflict"));
    params.done();
    try (var body = body(request, params)) {
      return importer.take(projectId, options, body);
    }
  }

  private static InputStream body(HttpServletRequest request, QueryParams params)
      throws IOException, ServletException {
    if (!isOfType(request, "multipart/")) {
      boolean none =
          request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null;
      params.that(!none, "body", "is required: the file").done();
      return request.getInputStream();
    }
    var part = request.getPart("file");
    params.that(part != null, "file", "is required: a part of that name").done();
    return part.getInputStream();
  }

  private static boolean isOfType(HttpServletRequest request, String start) {
    var type = request.getContentType();
    return type != null && type.regionMatches(true, 0, start, 0, start.length());
  }
}
