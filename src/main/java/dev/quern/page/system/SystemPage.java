package dev.quern.page.system;

import static java.util.stream.Collectors.toMap;

import dev.quern.Paging;
import dev.quern.dataset.project.Project;
import dev.quern.dataset.project.Projects;
import dev.quern.llm.limit.Nodes;
import dev.quern.llm.provider.Providers;
import dev.quern.schedule.Schedules;
import dev.quern.task.Tasks;
import dev.quern.task.model.Task;
import dev.quern.task.model.TaskFilter;
import dev.quern.task.model.TaskState;
import dev.quern.task.type.TaskType;
import dev.quern.task.type.TaskTypes;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.Search;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.actuate.health.HealthComponent;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.actuate.health.SystemHealth;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The state of the system: its components, its nodes, the queue and the latest errors. */
@Controller
class SystemPage {

  private static final int LAST = 10;

  private final HealthEndpoint health;
  private final Nodes nodes;
  private final Tasks tasks;
  private final Schedules schedules;
  private final Projects projects;
  private final Providers providers;
  private final TaskTypes types;
  private final MeterRegistry meters;

  SystemPage(
      HealthEndpoint health,
      Nodes nodes,
      Tasks tasks,
      Schedules schedules,
      Projects projects,
      Providers providers,
      TaskTypes types,
      MeterRegistry meters) {
    this.health = health;
    this.nodes = nodes;
    this.tasks = tasks;
    this.schedules = schedules;
    this.projects = projects;
    this.providers = providers;
    this.types = types;
    this.meters = meters;
  }

  @GetMapping("/system")
  String show(Model model) {
    HealthComponent whole = health.health();
    Map<String, String> parts = new LinkedHashMap<>();
    if (whole instanceof SystemHealth system) {
      system.getComponents().forEach((name, part) -> parts.put(name, part.getStatus().getCode()));
    }
    model.addAttribute("status", whole.getStatus().getCode());
    model.addAttribute("parts", parts);
    model.addAttribute("nodes", nodes.all());
    model.addAttribute("queue", queue());
    model.addAttribute("failed", lastFailed());
    model.addAttribute("schedules", schedules.list(null, new Paging(100, 0)).items());
    List<Project> some = projects.list(null, new Paging(1000, 0)).items();
    model.addAttribute("projects", some);
    model.addAttribute("names", some.stream().collect(toMap(Project::id, Project::name)));
    model.addAttribute("providers", providers.list(1000, 0));
    model.addAttribute("types", types.all().stream().map(TaskType::name).toList());
    model.addAttribute("meters", meters());
    if (!model.containsAttribute("typed")) {
      model.addAttribute("typed", Map.of("time_zone", "UTC", "provider_id", "default"));
    }
    return "system/one";
  }

  private Map<String, Long> queue() {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (TaskState state : TaskState.values()) {
      counts.put(state.wireName(), tasks.count(new TaskFilter(null, null, List.of(state))));
    }
    return counts;
  }

  private List<Task> lastFailed() {
    TaskFilter filter =
        new TaskFilter(null, null, List.of(TaskState.FAILED, TaskState.INTERRUPTED));
    long total = tasks.count(filter);
    List<Task> last = new ArrayList<>();
    if (total > 0) {
      last.addAll(tasks.list(filter, LAST, Math.max(0, total - LAST)));
    }
    Collections.reverse(last);
    return last;
  }

  /** The most important metrics of this process. */
  private Map<String, Double> meters() {
    Map<String, Double> values = new LinkedHashMap<>();
    for (String name :
        Arrays.asList(
            "quern.items.in.flight",
            "quern.llm.calls",
            "quern.llm.tokens",
            "quern.events.streams",
            "hikaricp.connections.active",
            "jvm.memory.used",
            "process.cpu.usage")) {
      Search found = Search.in(meters).name(name);
      if (found.meter() != null) {
        values.put(
            name,
            found.meters().stream()
                .mapToDouble(meter -> meter.measure().iterator().next().getValue())
                .sum());
      }
    }
    return values;
  }
}
