package dev.quern.api.task;

import dev.quern.Page;
import dev.quern.Paging;
import dev.quern.api.request.QueryParams;
import dev.quern.task.Tasks;
import dev.quern.task.model.ItemView;
import dev.quern.task.model.Task;
import dev.quern.task.model.TaskFilter;
import dev.quern.task.model.TaskState;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Tasks: lists, one, its items, its events, and small changes. */
@RestController
@RequestMapping("/api/tasks")
class TasksController {

  record TaskPatch(@Nullable Integer parallelism, @Nullable Integer priority) {}

  private final Tasks tasks;
  private final TaskEventStreams streams;

  TasksController(Tasks tasks, TaskEventStreams streams) {
    this.tasks = tasks;
    this.streams = streams;
  }

  @GetMapping
  Page<TaskView> list(QueryParams params) {
    Paging paging = params.paging();
    String project = params.text("project_id");
    String type = params.text("task_type");
    List<TaskState> states = states(params);
    params.done();
    TaskFilter filter = new TaskFilter(project, type, states);
    Page<Task> page = tasks.page(filter, paging);
    return page.with(page.items().stream().map(TaskView::of).toList());
  }

  private static @Nullable List<TaskState> states(QueryParams params) {
    String status = params.text("status");
    String state = params.text("state");
    if (status == null && state == null) {
      return null;
    }
    params.optionalOneOf("status", status, List.of("0", "1", "2", "3"));
    params.optionalOneOf(
        "state", state, Arrays.stream(TaskState.values()).map(TaskState::wireName).toList());
    return Arrays.stream(TaskState.values())
        .filter(s -> status == null || status.equals(String.valueOf(s.status())))
        .filter(s -> state == null || s.wireName().equals(state))
        .toList();
  }

  @GetMapping("/{id}")
  TaskView get(@PathVariable String id) {
    return TaskView.of(tasks.get(id));
  }

  @PatchMapping("/{id}")
  TaskView patch(@PathVariable String id, @RequestBody TaskPatch patch) {
    return TaskView.of(tasks.change(id, patch.parallelism(), patch.priority()));
  }

  @DeleteMapping("/{id}")
  ResponseEntity<Void> delete(@PathVariable String id) {
    tasks.delete(id);
    return ResponseEntity.noContent().build();
  }

  @GetMapping("/{id}/items")
  Page<ItemView> items(@PathVariable String id, QueryParams params) {
    Paging paging = params.paging();
    String state = params.text("state");
    params.optionalOneOf("state", state, List.of("pending", "done", "failed"));
    params.done();
    return tasks.items(id, state, paging);
  }

  @GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter events(@PathVariable String id, HttpServletRequest request) {
    return streams.open(id, request.getRemoteAddr());
  }
}
