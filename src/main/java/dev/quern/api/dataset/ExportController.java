package dev.quern.api.dataset;

import dev.quern.api.request.Disposition;
import dev.quern.api.request.QueryParams;
import dev.quern.dataset.project.Project;
import dev.quern.dataset.project.Projects;
import dev.quern.export.ExportOptions;
import dev.quern.export.ExportRequest;
import dev.quern.export.Exporter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class ExportController {

  private final Projects projects;
  private final Exporter exporter;

  ExportController(Projects projects, Exporter exporter) {
    this.projects = projects;
    this.exporter = exporter;
  }

  @GetMapping("/api/projects/{projectId}/export")
  void export(@PathVariable String projectId, QueryParams params, HttpServletResponse response)
      throws IOException {
    var project = projects.get(projectId);
    var options = options(params);
    exporter.check(options);
    response.setContentType("json".equals(options.as()) ? "application/json" : "application/jsonl");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION, Disposition.of("attachment", fileName(project, options)));
    exporter.write(ExportRequest.of(projectId, options), response.getOutputStream());
  }

  private static ExportOptions options(QueryParams params) {
    var options =
        new ExportOptions(
            params.text("kind"),
            params.text("format"),
            params.text("as"),
            params.number("min_score", 5),
            params.flag("confirmed"),
            params.flag("supported"),
            params.text("language"),
            params.texts("tags"),
            params.text("system"),
            params.text("cot"));
    params.that(
        params.text("split") == null, "split", "does nothing in this version: leave it out");
    params.done();
    return options;
  }

  /** PROJECT-KIND-FORMAT.AS, the project's name without what file systems refuse. */
  private static String fileName(Project project, ExportOptions options) {
    var name =
        project.name().replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_").replaceFirst("^\\.+", "_");
    return "%s-%s-%s.%s".formatted(name, options.kind(), options.format(), options.as());
  }
}
