package dev.quern.page.task;

import dev.quern.page.PageNumber;
import dev.quern.page.ProjectViews;
import dev.quern.task.Tasks;
import dev.quern.task.model.Task;
import dev.quern.task.model.TaskFilter;
import dev.quern.task.model.TaskState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The tasks of all projects or of one, newest first. */
@Controller
class TasksPage {

  private static final int ON_A_PAGE = 50;

  private final ProjectViews views;
  private final Tasks tasks;

  TasksPage(ProjectViews views, Tasks tasks) {
    this.views = views;
    this.tasks = tasks;
  }

  @GetMapping("/tasks")
  String all(
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(defaultValue = "0") int page,
      Model model) {
    return list(null, state, page, model);
  }

  @GetMapping("/projects/{projectId}/tasks")
  String ofProject(
      @PathVariable String projectId,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(defaultValue = "0") int page,
      Model model) {
    views.open(projectId, "tasks", model);
    return list(projectId, state, page, model);
  }

  private String list(@Nullable String projectId, @Nullable String state, int page, Model model) {
    List<TaskState> states =
        Arrays.stream(TaskState.values())
            .filter(s -> state == null || state.isEmpty() || matches(s, state))
            .toList();
    TaskFilter filter = new TaskFilter(projectId, null, states);
    long total = tasks.count(filter);
    long end = Math.max(0, total - PageNumber.paging(page, ON_A_PAGE).offset());
    long begin = Math.max(0, end - ON_A_PAGE);
    List<Task> found = new ArrayList<>();
    if (end > begin) {
      found.addAll(tasks.list(filter, (int) (end - begin), begin));
    }
    Collections.reverse(found);
    model.addAttribute("tasks", found);
    model.addAttribute("total", total);
    model.addAttribute("state", state);
    model.addAttribute(
        "states", Arrays.stream(TaskState.values()).map(TaskState::wireName).toList());
    model.addAttribute("live", found.stream().anyMatch(task -> !task.state().isEnd()));
    model.addAttribute("page", page);
    model.addAttribute("last", Math.max(0, (total - 1) / ON_A_PAGE));
    return "task/list";
  }

  private static boolean matches(TaskState state, String wanted) {
    return wanted.equals("open") ? !state.isEnd() : state.wireName().equals(wanted);
  }
}
