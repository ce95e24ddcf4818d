package dev.quern.api.task;

import dev.quern.dataset.project.ProjectTasks;
import dev.quern.task.Tasks;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Answers questions of projects about their tasks. */
@Component
class ProjectTasksAdapter implements ProjectTasks {

  private final ObjectProvider<Tasks> tasks;

  ProjectTasksAdapter(ObjectProvider<Tasks> tasks) {
    this.tasks = tasks;
  }

  @Override
  public boolean anyOpen(String projectId) {
    return tasks.getObject().anyOpen(projectId);
  }

  @Override
  public void cancelAll(String projectId) {
    tasks.getObject().cancelAll(projectId);
  }
}
