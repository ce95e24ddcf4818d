package dev.quern.page.system;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.error.InvalidRequestException;
import dev.quern.schedule.Schedules;
import dev.quern.task.model.NewTask;
import dev.quern.task.type.TaskTypes;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Creates and deletes schedules of tasks, whose configurations say only which model to ask. */
@Controller
@RequestMapping("/system/schedules")
class SchedulesPage {

  private final Schedules schedules;
  private final TaskTypes types;
  private final SystemPage system;

  SchedulesPage(Schedules schedules, TaskTypes types, SystemPage system) {
    this.schedules = schedules;
    this.types = types;
    this.system = system;
  }

  @PostMapping
  String create(
      @RequestParam(name = "project_id") String projectId,
      @RequestParam String cron,
      @RequestParam(name = "time_zone", defaultValue = "UTC") String timeZone,
      @RequestParam(name = "task_type") String taskType,
      @RequestParam(name = "provider_id", defaultValue = "") String providerId,
      Model model) {
    try {
      ObjectNode config = JsonNodeFactory.instance.objectNode();
      if (!providerId.isEmpty() && !types.get(taskType).prompts().isEmpty()) {
        config.put("provider_id", providerId); // the others call no model, and refuse it
      }
      schedules.create(projectId, cron.strip(), timeZone, NewTask.of(taskType, null, config));
      return "redirect:/system";
    } catch (InvalidRequestException e) {
      model.addAttribute("error", e.getMessage());
      model.addAttribute(
          "typed",
          Map.of(
              "project_id", projectId,
              "task_type", taskType,
              "provider_id", providerId,
              "cron", cron,
              "time_zone", timeZone));
      model.addAttribute("here", "/system"); // the path of the form has no view
      return system.show(model);
    }
  }

  @PostMapping("/{id}/delete")
  String delete(@PathVariable String id) {
    schedules.delete(id);
    return "redirect:/system";
  }
}
