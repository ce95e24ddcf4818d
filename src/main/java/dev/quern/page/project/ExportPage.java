package dev.quern.page.project;

import dev.quern.page.ProjectViews;
import java.util.List;
import java.util.Map;
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

  private static final Map<String, List<String>> CHOICES =
      Map.of(
          "kind", List.of("datasets", "conversations", "image-datasets"),
          "format",
              List.of(
                  "alpaca",
                  "sharegpt",
                  "messages",
                  "raw",
                  "multilingual-thinking",
                  "llama-factory",
                  "hugging-face"),
          "as", List.of("jsonl", "json", "csv", "parquet"),
          "cot", List.of("field", "think", "drop"));

  private final ProjectViews views;

  ExportPage(ProjectViews views) {
    this.views = views;
  }

  @GetMapping("/projects/{projectId}/export")
  String form(
      @PathVariable String projectId, @RequestParam Map<String, String> given, Model model) {
    views.open(projectId, "export", model);
    model.addAttribute("choices", CHOICES);
    model.addAttribute("given", given);
    return "project/export";
  }
}
