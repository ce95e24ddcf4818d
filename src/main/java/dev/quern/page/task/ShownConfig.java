package dev.quern.page.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.page.Formats;
import dev.quern.task.model.Task;
import org.springframework.stereotype.Component;

/** A task's configuration for display: without the API key of an inline provider. */
@Component("shownConfig")
public class ShownConfig {

  private final Formats formats;

  ShownConfig(Formats formats) {
    this.formats = formats;
  }

  /** The configuration as indented JSON. */
  public String of(Task task) {
    ObjectNode shown = task.config().deepCopy();
    if (shown.get("provider_config") instanceof ObjectNode provider && provider.has("api_key")) {
      provider.put("api_key", "***");
    }
    return formats.json(shown);
  }
}
