package dev.quern.tasktype;

import dev.quern.llm.prompt.Prompts;
import dev.quern.task.type.TaskType;
import dev.quern.task.type.TaskTypes;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Stops the start when a task type lacks its routes (its run and its item), or one of its prompts
 * in one of the languages.
 */
@Component
class TaskTypeStartupCheck implements CamelContextConfiguration {

  private final TaskTypes types;
  private final Prompts prompts;

  TaskTypeStartupCheck(TaskTypes types, Prompts prompts) {
    this.types = types;
    this.prompts = prompts;
  }

  @Override
  public void beforeApplicationStart(CamelContext camel) {
    // the routes are not there yet
  }

  @Override
  public void afterApplicationStart(CamelContext camel) {
    List<String> faults = new ArrayList<>();
    for (TaskType<?> type : types.all()) {
      checkRoute(camel, type.name(), faults);
      for (String prompt : type.prompts()) {
        ModelConfig.LANGUAGES.forEach(language -> checkPrompt(prompt, language, faults));
      }
    }
    if (!faults.isEmpty()) {
      throw new IllegalStateException(
          "Task types do not match their files: " + String.join("; ", faults));
    }
  }

  private static void checkRoute(CamelContext camel, String name, List<String> faults) {
    String file = "routes/tasks/" + name + ".camel.yaml must hold ";
    if (!isFrom(camel.getRoute(name), name)) {
      faults.add(file + "a templatedRoute of task-run with the routeId and the type " + name);
    }
    if (!isFrom(camel.getRoute(name + "-item"), name + "-item")) {
      faults.add(file + "a route " + name + "-item from direct:" + name + "-item");
    }
  }

  private static boolean isFrom(@Nullable Route route, String name) {
    return route != null && route.getEndpoint().getEndpointBaseUri().equals("direct://" + name);
  }

  private void checkPrompt(String prompt, String language, List<String> faults) {
    try {
      prompts.placeholders(prompt, language);
    } catch (RuntimeException e) {
      faults.add("config/prompts/" + language + "/" + prompt + ".md: " + e.getMessage());
    }
  }
}
