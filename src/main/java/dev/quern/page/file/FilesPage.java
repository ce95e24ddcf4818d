package dev.quern.page.file;

import dev.quern.Page;
import dev.quern.dataset.lineage.FileLineage;
import dev.quern.dataset.project.ProjectFigures;
import dev.quern.document.original.OriginalFiles;
import dev.quern.document.store.SourceFile;
import dev.quern.document.store.SourceFiles;
import dev.quern.error.ConflictException;
import dev.quern.page.PageNumber;
import dev.quern.page.ProjectViews;
import dev.quern.pipeline.intake.ProjectPipelines;
import dev.quern.task.Tasks;
import dev.quern.task.model.Task;
import dev.quern.task.model.TaskFilter;
import dev.quern.task.model.TaskState;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The files of a project: their results, uploading and deleting. */
@Controller
@RequestMapping("/projects/{projectId}")
class FilesPage {

  private static final int ON_A_PAGE = 50;

  private final ProjectViews views;
  private final SourceFiles files;
  private final FileLineage rows;
  private final OriginalFiles originals;
  private final ProjectFigures figures;
  private final ProjectPipelines pipelines;
  private final Tasks tasks;

  FilesPage(
      ProjectViews views,
      SourceFiles files,
      FileLineage rows,
      OriginalFiles originals,
      ProjectFigures figures,
      ProjectPipelines pipelines,
      Tasks tasks) {
    this.views = views;
    this.files = files;
    this.rows = rows;
    this.originals = originals;
    this.figures = figures;
    this.pipelines = pipelines;
    this.tasks = tasks;
  }

  @GetMapping("/files")
  String list(
      @PathVariable String projectId, @RequestParam(defaultValue = "0") int page, Model model) {
    views.open(projectId, "files", model);
    Page<SourceFile> found = files.list(projectId, PageNumber.paging(page, ON_A_PAGE));
    model.addAttribute("files", found.items());
    model.addAttribute("total", found.total());
    model.addAttribute("page", page);
    model.addAttribute("last", Math.max(0, (found.total() - 1) / ON_A_PAGE));
    model.addAttribute("of", figures.ofFiles(found.items().stream().map(SourceFile::id).toList()));
    model.addAttribute("open", open(projectId));
    return "file/list";
  }

  private List<Task> open(String projectId) {
    List<TaskState> states = Arrays.stream(TaskState.values()).filter(s -> !s.isEnd()).toList();
    return tasks.list(new TaskFilter(projectId, null, states), 20, 0);
  }

  /** How many tasks were started. */
  record Started(int tasks) {}

  /** Starts the pipeline for uploaded files and images, as far as it has steps for them. */
  @PostMapping("/process")
  @ResponseBody
  Started process(
      @PathVariable String projectId,
      @RequestParam(defaultValue = "") List<String> file,
      @RequestParam(defaultValue = "") List<String> image) {
    return new Started(
        file.stream().mapToInt(id -> pipelines.startFor(projectId, id).size()).sum()
            + image.stream().mapToInt(id -> pipelines.startForImage(projectId, id).size()).sum());
  }

  @PostMapping("/files/{fileId}/process")
  String processOne(@PathVariable String projectId, @PathVariable String fileId) {
    List<Task> made = pipelines.startFor(projectId, fileId);
    if (made.isEmpty()) {
      throw ConflictException.because(
          "The pipeline of this project has no steps for documents: add one to its pipeline.yaml.");
    }
    return "redirect:/tasks/" + made.get(0).id();
  }

  @GetMapping("/files/{fileId}/delete")
  String askToDelete(@PathVariable String projectId, @PathVariable String fileId, Model model) {
    views.open(projectId, "files", model);
    model.addAttribute("of", rows.counts(projectId, fileId));
    model.addAttribute("file", files.get(fileId));
    return "file/delete";
  }

  @PostMapping("/files/{fileId}/delete")
  String delete(@PathVariable String projectId, @PathVariable String fileId) {
    List<String> hashes = originals.ofFile(projectId, fileId);
    rows.delete(projectId, fileId, true);
    originals.deleteUnreferenced(hashes);
    return "redirect:/projects/" + projectId + "/files";
  }
}
