package dev.quern.api.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.dataset.project.Projects;
import dev.quern.pipeline.PipelineSteps;
import dev.quern.pipeline.Pipelines;
import dev.quern.task.Tasks;
import dev.quern.task.model.NewTask;
import dev.quern.task.model.ResumeOptions;
import dev.quern.task.model.Task;
import dev.quern.task.model.TaskInput;
import dev.quern.tasktype.estimate.TaskEstimates;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The engine's methods for the REST routes. */
@Component("taskRequests")
public class TaskRouteFacade {

  private final Projects projects;
  private final Tasks tasks;
  private final Pipelines pipelines;
  private final TaskEstimates estimates;

  TaskRouteFacade(Projects projects, Tasks tasks, Pipelines pipelines, TaskEstimates estimates) {
    this.projects = projects;
    this.tasks = tasks;
    this.pipelines = pipelines;
    this.estimates = estimates;
  }

  /** Accepts a task; durable when this returns. */
  public TaskView create(String projectId, NewTask request) {
    return TaskView.of(tasks.create(projects.get(projectId).id(), request));
  }

  /** The estimate of a task, without running it. */
  public TaskEstimates.Estimate estimate(String projectId, NewTask request) {
    return estimates.estimate(projects.get(projectId).id(), request);
  }

  /** The body of a pipeline. */
  public record NewPipeline(@Nullable TaskInput input, @Nullable JsonNode steps) {}

  /** The tasks of a pipeline, in their order. */
  public record PipelineView(List<TaskView> tasks) {}

  /** Accepts a chain of tasks, all of them or none. */
  public PipelineView createPipeline(String projectId, NewPipeline request) {
    String project = projects.get(projectId).id();
    List<Task> made =
        pipelines.start(project, null, request.input(), PipelineSteps.of(request.steps()));
    return new PipelineView(made.stream().map(TaskView::of).toList());
  }

  /** Cancels a task. */
  public TaskView cancel(String id) {
    return TaskView.of(tasks.cancel(id));
  }

  /** Pauses a task. */
  public TaskView pause(String id) {
    return TaskView.of(tasks.pause(id));
  }

  /** Resumes a task; without a body there are no options. */
  public TaskView resume(String id, @Nullable ResumeOptions options) {
    return TaskView.of(tasks.resume(id, options == null ? ResumeOptions.NONE : options));
  }
}
