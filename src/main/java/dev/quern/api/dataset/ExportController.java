package dev.quern.api.dataset;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.api.ExportParams;
import dev.quern.api.request.Disposition;
import dev.quern.api.request.QueryParams;
import dev.quern.dataset.project.Project;
import dev.quern.dataset.project.Projects;
import dev.quern.error.InvalidRequestException;
import dev.quern.export.ExportOptions;
import dev.quern.export.ExportRequest;
import dev.quern.export.Exporter;
import dev.quern.export.Pusher;
import dev.quern.export.hub.HubRepo;
import dev.quern.export.run.Preview;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class ExportController {

  private final Projects projects;
  private final Exporter exporter;
  private final Pusher pusher;
  private final ObjectMapper json;

  ExportController(Projects projects, Exporter exporter, Pusher pusher, ObjectMapper json) {
    this.projects = projects;
    this.exporter = exporter;
    this.pusher = pusher;
    this.json = json;
  }

  @GetMapping("/api/projects/{projectId}/export")
  void export(@PathVariable String projectId, QueryParams params, HttpServletResponse response)
      throws IOException {
    var project = projects.get(projectId);
    var options = ExportParams.options(params);
    exporter.check(options);
    response.setContentType(exporter.mediaType(options));
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION, Disposition.of("attachment", fileName(project, options)));
    exporter.send(ExportRequest.of(projectId, options), response.getOutputStream());
  }

  @GetMapping("/api/projects/{projectId}/export/preview")
  Preview preview(@PathVariable String projectId, QueryParams params) {
    projects.get(projectId);
    return exporter.preview(ExportRequest.of(projectId, ExportParams.options(params)));
  }

  /**
   * Pushes the files of an export to a repository; the other fields of the body are export options.
   */
  @PostMapping("/api/projects/{projectId}/export/push")
  Pusher.Result push(@PathVariable String projectId, @RequestBody ObjectNode body)
      throws IOException {
    projects.get(projectId);
    var repo =
        new HubRepo(
            text(body, "endpoint"),
            text(body, "repo"),
            text(body, "token"),
            text(body, "revision"),
            flag(body, "private"));
    if (!body.hasNonNull("format")) {
      body.put("format", "hugging-face");
    }
    var options = json.treeToValue(body, ExportOptions.class);
    return pusher.push(ExportRequest.of(projectId, options), repo);
  }

  /** Removes a field of the repository from the body and returns it. */
  private static @Nullable String text(ObjectNode body, String name) {
    var value = body.remove(name);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw InvalidRequestException.field(name, "must be a string");
    }
    return value.asText();
  }

  /** The same of one that is true or false. */
  private static @Nullable Boolean flag(ObjectNode body, String name) {
    var value = body.remove(name);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isBoolean()) {
      throw InvalidRequestException.field(name, "must be true or false");
    }
    return value.booleanValue();
  }

  /** PROJECT-KIND-FORMAT.AS, with a project name that is valid in file systems. */
  private String fileName(Project project, ExportOptions options) {
    var name =
        project.name().replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_").replaceFirst("^\\.+", "_");
    return "%s-%s-%s.%s"
        .formatted(name, options.kind(), options.format(), exporter.extension(options));
  }
}
