package dev.quern.page.task;

import dev.quern.Paging;
import dev.quern.document.store.SourceFiles;
import dev.quern.error.FieldError;
import dev.quern.error.InvalidRequestException;
import dev.quern.llm.provider.Providers;
import dev.quern.page.ProjectViews;
import dev.quern.task.Tasks;
import dev.quern.task.model.QueueFullException;
import dev.quern.task.model.Task;
import dev.quern.task.type.TaskType;
import dev.quern.task.type.TaskTypes;
import dev.quern.tasktype.ModelConfig;
import dev.quern.tasktype.estimate.TaskEstimates;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The form of a new task, its estimate, and its start. */
@Controller
@RequestMapping("/projects/{projectId}/tasks/new")
class NewTaskPage {

  private static final Paging FILES = new Paging(500, 0);

  private final ProjectViews views;
  private final TaskTypes types;
  private final TaskForm form;
  private final Tasks tasks;
  private final TaskEstimates estimates;
  private final Providers providers;
  private final SourceFiles files;

  NewTaskPage(
      ProjectViews views,
      TaskTypes types,
      TaskForm form,
      Tasks tasks,
      TaskEstimates estimates,
      Providers providers,
      SourceFiles files) {
    this.views = views;
    this.types = types;
    this.form = form;
    this.tasks = tasks;
    this.estimates = estimates;
    this.providers = providers;
    this.files = files;
  }

  @GetMapping
  String show(
      @PathVariable String projectId,
      @RequestParam(defaultValue = "question-generation") String type,
      @RequestParam MultiValueMap<String, String> given,
      Model model) {
    return show(projectId, type, given, List.of(), null, model);
  }

  private String show(
      String projectId,
      String typeName,
      MultiValueMap<String, String> given,
      List<FieldError> errors,
      @Nullable String error,
      Model model) {
    views.open(projectId, "tasks", model);
    TaskType<?> type = types.get(typeName);
    model.addAttribute("types", types.all().stream().map(TaskType::name).toList());
    model.addAttribute("type", typeName);
    model.addAttribute("own", form.own(type));
    model.addAttribute("shared", form.shared(type));
    model.addAttribute("asksModel", TaskForm.asksModel(type));
    model.addAttribute("providers", providers.list(1000, 0));
    model.addAttribute("languages", ModelConfig.LANGUAGES);
    model.addAttribute("files", files.list(projectId, FILES).items());
    model.addAttribute("given", given);
    model.addAttribute("faults", byField(errors));
    model.addAttribute("error", error);
    return "task/new";
  }

  /** The messages by the last part of the field name, as the form uses it. */
  private static Map<String, String> byField(List<FieldError> errors) {
    Map<String, String> faults = new LinkedHashMap<>();
    errors.forEach(e -> faults.putIfAbsent(e.field().replaceFirst("^config\\.", ""), e.message()));
    return faults;
  }

  @PostMapping("/estimate")
  String estimate(
      @PathVariable String projectId,
      @RequestParam String type,
      @RequestParam MultiValueMap<String, String> given,
      Model model) {
    try {
      model.addAttribute(
          "estimate", estimates.estimate(projectId, form.read(types.get(type), given)));
    } catch (InvalidRequestException e) {
      model.addAttribute("error", e.getMessage());
    }
    return "task/new :: estimate";
  }

  /** The form as it was sent: a box that is missing in it was not ticked. */
  private String refused(
      String projectId,
      String type,
      MultiValueMap<String, String> sent,
      List<FieldError> errors,
      @Nullable String error,
      Model model) {
    model.addAttribute("sent", true);
    return show(projectId, type, new LinkedMultiValueMap<>(sent), errors, error, model);
  }

  @PostMapping
  String start(
      @PathVariable String projectId,
      @RequestParam String type,
      @RequestParam MultiValueMap<String, String> given,
      Model model) {
    try {
      Task task = tasks.create(projectId, form.read(types.get(type), given));
      return "redirect:/tasks/" + task.id();
    } catch (InvalidRequestException e) {
      return refused(projectId, type, given, e.errors(), e.getMessage(), model);
    } catch (QueueFullException e) {
      return refused(projectId, type, given, List.of(), e.getMessage(), model);
    }
  }
}
