package dev.quern.page.task;

import dev.quern.Page;
import dev.quern.dataset.project.Projects;
import dev.quern.error.ConflictException;
import dev.quern.error.InvalidRequestException;
import dev.quern.llm.provider.Providers;
import dev.quern.page.PageNumber;
import dev.quern.task.RelatedTasks;
import dev.quern.task.Tasks;
import dev.quern.task.model.IllegalMoveException;
import dev.quern.task.model.ItemView;
import dev.quern.task.model.ResumeOptions;
import dev.quern.task.model.Task;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One task: its progress, its items and its actions. */
@Controller
@RequestMapping("/tasks/{id}")
class TaskPage {

  private static final int ITEMS = 50;

  private final Tasks tasks;
  private final RelatedTasks related;
  private final Projects projects;
  private final Providers providers;

  TaskPage(Tasks tasks, RelatedTasks related, Projects projects, Providers providers) {
    this.tasks = tasks;
    this.related = related;
    this.projects = projects;
    this.providers = providers;
  }

  @GetMapping
  String show(
      @PathVariable String id,
      @RequestParam(defaultValue = "failed") String items,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(required = false) @Nullable String error,
      Model model) {
    Task task = tasks.get(id);
    String state = items.equals("all") ? null : items;
    Page<ItemView> found = tasks.items(id, state, PageNumber.paging(page, ITEMS));
    model.addAttribute("task", task);
    model.addAttribute("project", projects.get(task.projectId()));
    List<Task> chain = related.chain(id);
    model.addAttribute("chain", chain);
    model.addAttribute("chainEnded", chain.stream().allMatch(each -> each.state().isEnd()));
    model.addAttribute("shown", items);
    model.addAttribute("items", found.items());
    model.addAttribute("count", found.total());
    model.addAttribute("page", page);
    model.addAttribute("last", Math.max(0, (found.total() - 1) / ITEMS));
    model.addAttribute("providers", providers.list(1000, 0));
    model.addAttribute("error", error);
    return "task/one";
  }

  /**
   * The figures while the task runs, and what can be done with it if its state is not the one that
   * was seen. When it has ended, the whole view takes the place of the old one, which closes the
   * stream.
   */
  @GetMapping("/panel")
  String panel(
      @PathVariable String id,
      @RequestParam(defaultValue = "failed") String items,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "") String seen,
      Model model,
      HttpServletResponse response) {
    Task task = tasks.get(id);
    if (task.state().isEnd()) {
      response.setHeader("HX-Retarget", "#main");
      response.setHeader("HX-Reselect", "#main");
      response.setHeader("HX-Reswap", "outerHTML");
      return show(id, items, page, null, model);
    }
    model.addAttribute("task", task);
    model.addAttribute("changed", !task.state().wireName().equals(seen));
    return "task/one :: state";
  }

  @PostMapping("/pause")
  String pause(@PathVariable String id, Model model) {
    return after(id, () -> tasks.pause(id), model);
  }

  @PostMapping("/cancel")
  String cancel(@PathVariable String id, Model model) {
    return after(id, () -> tasks.cancel(id), model);
  }

  @PostMapping("/resume")
  String resume(
      @PathVariable String id,
      @RequestParam(name = "provider_id", required = false) @Nullable String providerId,
      @RequestParam(required = false) @Nullable Integer parallelism,
      Model model) {
    String provider = providerId == null || providerId.isEmpty() ? null : providerId;
    return after(
        id,
        () -> tasks.resume(id, new ResumeOptions(provider, parallelism, null, null, null, null)),
        model);
  }

  @PostMapping("/change")
  String change(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable Integer parallelism,
      @RequestParam(required = false) @Nullable Integer priority,
      Model model) {
    return after(id, () -> tasks.change(id, parallelism, priority), model);
  }

  @PostMapping("/delete")
  String delete(@PathVariable String id, Model model) {
    Task task = tasks.get(id);
    if (!task.state().isEnd()) {
      return after(id, () -> tasks.delete(id), model);
    }
    tasks.delete(id);
    return "redirect:/projects/" + task.projectId() + "/tasks";
  }

  /** The task again, with an error above it if somebody else acted at the same time. */
  private String after(String id, Runnable action, Model model) {
    try {
      action.run();
      return "redirect:/tasks/" + id;
    } catch (IllegalMoveException | ConflictException | InvalidRequestException e) {
      model.addAttribute("here", "/tasks/" + id); // the path of the act has no view
      return show(id, "failed", 0, e.getMessage(), model);
    }
  }
}
