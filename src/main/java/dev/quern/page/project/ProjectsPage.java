package dev.quern.page.project;

import dev.quern.Page;
import dev.quern.dataset.project.Project;
import dev.quern.dataset.project.ProjectFigures;
import dev.quern.dataset.project.Projects;
import dev.quern.document.original.OriginalFiles;
import dev.quern.error.ConflictException;
import dev.quern.error.InvalidRequestException;
import dev.quern.page.PageNumber;
import dev.quern.task.Tasks;
import dev.quern.task.model.TaskFilter;
import dev.quern.task.model.TaskState;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The projects, and creating and deleting them. */
@Controller
class ProjectsPage {

  private static final int ON_A_PAGE = 24;

  private final Projects projects;
  private final ProjectFigures figures;
  private final Tasks tasks;
  private final OriginalFiles originals;

  ProjectsPage(Projects projects, ProjectFigures figures, Tasks tasks, OriginalFiles originals) {
    this.projects = projects;
    this.figures = figures;
    this.tasks = tasks;
    this.originals = originals;
  }

  /** A project as its card shows it. */
  record Card(Project project, long open) {}

  @GetMapping("/projects")
  String list(@RequestParam(defaultValue = "0") int page, Model model) {
    Page<Project> found = projects.list(null, PageNumber.paging(page, ON_A_PAGE));
    model.addAttribute("cards", found.items().stream().map(this::card).toList());
    model.addAttribute("total", found.total());
    model.addAttribute("page", page);
    model.addAttribute("last", Math.max(0, (found.total() - 1) / ON_A_PAGE));
    return "project/list";
  }

  private Card card(Project project) {
    List<TaskState> open = Arrays.stream(TaskState.values()).filter(s -> !s.isEnd()).toList();
    return new Card(project, tasks.count(new TaskFilter(project.id(), null, open)));
  }

  @PostMapping("/projects")
  String create(
      @RequestParam String name,
      @RequestParam(required = false) @Nullable String description,
      Model model) {
    try {
      String words = description == null || description.isBlank() ? null : description;
      return "redirect:/projects/" + projects.create(name, words).id();
    } catch (InvalidRequestException | ConflictException e) {
      model.addAttribute("error", e.getMessage());
      model.addAttribute("name", name);
      model.addAttribute("description", description);
      return list(0, model);
    }
  }

  /** The id of the project with that name, for an upload. */
  record Named(String id) {}

  @PostMapping("/projects/named")
  @ResponseBody
  Named named(@RequestParam String name) {
    return new Named(projects.findOrCreate(name).id());
  }

  @GetMapping("/projects/{id}")
  String show(@PathVariable String id) {
    return "redirect:/projects/" + projects.get(id).id() + "/files";
  }

  /** The figures of a project, loaded after the view because they take longer. */
  @GetMapping("/projects/{id}/figures")
  String figures(@PathVariable String id, Model model) {
    model.addAttribute("figures", figures.of(projects.get(id).id()));
    return "project/figures :: figures";
  }

  @GetMapping("/projects/{id}/delete")
  String askToDelete(@PathVariable String id, Model model) {
    model.addAttribute("card", card(projects.get(id)));
    model.addAttribute("figures", figures.of(id));
    return "project/delete";
  }

  @PostMapping("/projects/{id}/delete")
  @ResponseStatus(HttpStatus.SEE_OTHER)
  String delete(@PathVariable String id) {
    List<String> hashes = originals.ofProject(id);
    projects.delete(id, true);
    originals.deleteUnreferenced(hashes);
    return "redirect:/projects";
  }
}
