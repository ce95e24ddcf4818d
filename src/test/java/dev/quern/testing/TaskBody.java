package dev.quern.testing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body that submits a task, also one step of a pipeline. */
public final class TaskBody extends JsonBody {

  private TaskBody(JsonBody body) {
    super(body);
  }

  /** A task of that type with its default configuration. */
  public static TaskBody aTask(String type) {
    return new TaskBody(json("task_type", type));
  }

  /** The provider that it asks. */
  public TaskBody provider(String id) {
    return config("provider_id", id);
  }

  /** A field of its configuration. */
  public TaskBody config(String name, @Nullable Object value) {
    return config(json(name, value));
  }

  /** More fields of its configuration. */
  public TaskBody config(JsonBody more) {
    return with("config", object("config").with(more));
  }

  /**
   * What it works on.
   *
   * @param kind such as {@code chunk_ids}
   */
  public TaskBody input(String kind, String... ids) {
    return with("input", object("input").with(kind, List.of(ids)));
  }

  /** The tasks that must have completed before it starts. */
  public TaskBody dependsOn(String... taskIds) {
    return with("depends_on", List.of(taskIds));
  }

  @Override
  public TaskBody with(String name, @Nullable Object value) {
    return new TaskBody(super.with(name, value));
  }

  @Override
  public TaskBody with(JsonBody more) {
    return new TaskBody(super.with(more));
  }
}
