package dev.quern.page.project;

import dev.quern.export.ExportFormats;
import dev.quern.export.format.Kind;
import dev.quern.page.ProjectViews;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The form of an export. Its fields are the parameters of REST, which answers the download and the
 * preview.
 */
@Controller
class ExportPage {

  private static final Map<String, String> DEFAULTS = Map.of("format", "alpaca", "as", "jsonl");

  private final ProjectViews views;
  private final Map<String, List<String>> choices;

  ExportPage(ProjectViews views, ExportFormats formats) {
    this.views = views;
    this.choices =
        Map.of(
            "kind", Stream.of(Kind.values()).map(Kind::text).toList(),
            "format", formats.names(),
            "as", formats.forms(),
            "cot", List.of("field", "think", "drop"));
  }

  @GetMapping("/projects/{projectId}/export")
  String form(
      @PathVariable String projectId, @RequestParam Map<String, String> given, Model model) {
    views.open(projectId, "export", model);
    Map<String, String> chosen = new HashMap<>(DEFAULTS);
    chosen.putAll(given);
    model.addAttribute("choices", choices);
    model.addAttribute("given", chosen);
    return "project/export";
  }
}
