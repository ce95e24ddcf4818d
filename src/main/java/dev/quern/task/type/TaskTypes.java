package dev.quern.task.type;

import dev.quern.error.InvalidRequestException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** The task types that this node knows. */
@Component
public class TaskTypes {

  private final Map<String, TaskType<?>> byName = new TreeMap<>();

  TaskTypes(List<TaskType<?>> types) {
    types.forEach(type -> byName.put(type.name(), type));
  }

  /**
   * The type of that name.
   *
   * @throws InvalidRequestException when there is none; the message lists the known names
   */
  public TaskType<?> get(String name) {
    TaskType<?> type = byName.get(name);
    if (type == null) {
      throw InvalidRequestException.oneOf("task_type", name, byName.keySet());
    }
    return type;
  }

  /** All types, by name. */
  public Collection<TaskType<?>> all() {
    return byName.values();
  }
}
