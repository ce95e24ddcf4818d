package dev.quern.api.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quern.notify.TaskJson;
import dev.quern.task.model.Task;
import org.springframework.stereotype.Component;

/** Tasks in notifications look as they do over REST. */
@Component
class TaskViewJson implements TaskJson {

  private final ObjectMapper mapper;

  TaskViewJson(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public String of(Task task) {
    try {
      return mapper.writeValueAsString(TaskView.of(task));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Task " + task.id() + " cannot be written as JSON", e);
    }
  }
}
