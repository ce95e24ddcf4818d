package dev.quern.page.system;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.quern.error.InvalidRequestException;
import dev.quern.schedule.Schedules;
import dev.quern.task.model.NewTask;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Creates and deletes schedules of tasks with default configurations. */
@Controller
@RequestMapping("/system/schedules")
class SchedulesPage {

  private final Schedules schedules;
  private final SystemPage system;

  SchedulesPage(Schedules schedules, SystemPage system) {
    this.schedules = schedules;
    this.system = system;
  }

  @PostMapping
  String create(
      @RequestParam(name = "project_id") String projectId,
      @RequestParam String cron,
      @RequestParam(name = "time_zone", defaultValue = "UTC") String timeZone,
      @RequestParam(name = "task_type") String taskType,
      Model model) {
    try {
      schedules.create(
          projectId,
          cron.strip(),
          timeZone,
          NewTask.of(taskType, null, JsonNodeFactory.instance.objectNode()));
      return "redirect:/system";
    } catch (InvalidRequestException e) {
      model.addAttribute("error", e.getMessage());
      model.addAttribute(
          "typed",
          Map.of(
              "project_id", projectId, "task_type", taskType, "cron", cron, "time_zone", timeZone));
      return system.show(model);
    }
  }

  @PostMapping("/{id}/delete")
  String delete(@PathVariable String id) {
    schedules.delete(id);
    return "redirect:/system";
  }
}
