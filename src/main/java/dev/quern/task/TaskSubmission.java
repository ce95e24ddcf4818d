package dev.quern.task;

import dev.quern.Ids;
import dev.quern.error.InvalidRequestException;
import dev.quern.task.lifecycle.Notifications;
import dev.quern.task.lifecycle.TaskCompletion;
import dev.quern.task.model.NewTask;
import dev.quern.task.model.QueueFullException;
import dev.quern.task.model.Task;
import dev.quern.task.model.TaskSettings;
import dev.quern.task.model.TaskState;
import dev.quern.task.model.ValidatedConfig;
import dev.quern.task.store.TaskDependencies;
import dev.quern.task.store.TaskLocks;
import dev.quern.task.store.TaskRepository;
import dev.quern.task.type.InputValidator;
import dev.quern.task.type.TaskType;
import dev.quern.task.type.TaskTypes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Accepts tasks: checks and stores them, and queues those that wait for no other task. */
@Component
class TaskSubmission {

  /**
   * How close to the limit the submissions of a project are counted one after the other; before
   * that, concurrent submissions may not see each other.
   */
  private static final int NEAR = 100;

  private final TaskRepository tasks;
  private final TaskTypes types;
  private final TaskCompletion completion;
  private final InputValidator inputs;
  private final Notifications notifications;
  private final TaskSettings settings;
  private final TaskLocks locks;
  private final TaskDependencies dependencies;
  private final JdbcClient jdbc;

  TaskSubmission(
      TaskRepository tasks,
      TaskTypes types,
      TaskCompletion completion,
      InputValidator inputs,
      Notifications notifications,
      TaskSettings settings,
      TaskLocks locks,
      TaskDependencies dependencies,
      JdbcClient jdbc) {
    this.tasks = tasks;
    this.types = types;
    this.completion = completion;
    this.inputs = inputs;
    this.notifications = notifications;
    this.settings = settings;
    this.locks = locks;
    this.dependencies = dependencies;
    this.jdbc = jdbc;
  }

  /** Runs in the transaction of its caller. */
  Task accept(String projectId, NewTask request) {
    ValidatedConfig checked = check(projectId, request);
    requireRoom(projectId);
    String id = Ids.next();
    tasks.insert(id, projectId, request, checked, TaskState.WAITING);
    String ended = dependOn(projectId, id, request.dependsOn());
    Task task = tasks.find(id).orElseThrow();
    if (ended != null) {
      completion.end(task, TaskState.INTERRUPTED, "Not begun: it depends on " + ended + ".");
    } else if (completion.dependenciesDone(id)) {
      completion.enqueue(task);
    }
    return tasks.find(id).orElseThrow();
  }

  /** Checks everything about a task that can be checked before it runs. */
  ValidatedConfig check(String projectId, NewTask request) {
    TaskValidation.check(request);
    if (request.notifyUrl() != null) {
      notifications.check("notify_url", request.notifyUrl());
    }
    ValidatedConfig checked = checkConfig(projectId, request);
    TaskValidation.checkPrices(request.maxCost(), checked);
    if (request.input() != null) {
      inputs.check(projectId, request.input());
    }
    return checked;
  }

  /**
   * Checks that the project may have one more waiting task.
   *
   * @throws QueueFullException when the project has reached its limit
   */
  void requireRoom(String projectId) {
    int max = settings.maxQueued();
    if (tasks.countQueued(projectId) + NEAR >= max) {
      // Near the cap those who submit at once are counted one after the other.
      jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:project, 0))")
          .param("project", projectId)
          .query((rs, n) -> 1)
          .single();
      long queued = tasks.countQueued(projectId);
      if (queued >= max) {
        throw QueueFullException.of(queued, max);
      }
    }
  }

  private ValidatedConfig checkConfig(String projectId, NewTask request) {
    try {
      TaskType<?> type = types.get(request.taskType());
      ValidatedConfig checked =
          type.check(
              request.config() == null ? TaskValidation.noConfig() : request.config(),
              request.language());
      return type.lookUp(projectId, checked);
    } catch (InvalidRequestException e) {
      boolean aboutType = e.errors().stream().anyMatch(f -> f.field().equals("task_type"));
      throw aboutType ? e : e.under("config");
    }
  }

  /**
   * Stores the dependencies of a task. Returns one that has ended without completing, if there is
   * one.
   */
  private @Nullable String dependOn(String projectId, String id, @Nullable List<String> parentIds) {
    String ended = null;
    Set<String> parents = new LinkedHashSet<>(parentIds == null ? List.of() : parentIds);
    locks.lockShared(parents);
    for (String parentId : parents) {
      Task parent = tasks.find(parentId).filter(p -> p.projectId().equals(projectId)).orElse(null);
      if (parent == null) {
        throw InvalidRequestException.unknown("depends_on", "task of this project", parentId);
      }
      dependencies.add(id, parentId);
      if (parent.state() == TaskState.FAILED || parent.state() == TaskState.INTERRUPTED) {
        ended = "task " + parentId + ", which is " + parent.state().wireName();
      }
    }
    return ended;
  }
}
