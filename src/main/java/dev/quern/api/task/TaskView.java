package dev.quern.api.task;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.Usage;
import dev.quern.task.model.ModelInfo;
import dev.quern.task.model.Task;
import dev.quern.task.model.TaskInput;
import dev.quern.task.model.TaskState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task as REST shows it; secrets in the configuration are masked. */
record TaskView(
    String id,
    String projectId,
    String taskType,
    int status,
    String state,
    double progressPercentage,
    long completedCount,
    long failedCount,
    long totalCount,
    double failedRatio,
    @Nullable ModelInfo modelInfo,
    @Nullable String language,
    int priority,
    List<String> dependsOn,
    @Nullable Instant runAt,
    int attempt,
    ObjectNode config,
    @Nullable TaskInput input,
    Limits limits,
    ObjectNode detail,
    @Nullable String note,
    Usage usage,
    @Nullable Instant startTime,
    @Nullable Instant endTime,
    Instant createAt,
    Instant updateAt) {

  /** The limits of a task, as submitted or resumed; null if there is no such limit. */
  record Limits(
      double maxFailedRatio,
      int maxTaskAttempts,
      @Nullable String maxDuration,
      @Nullable Long maxTokensTotal,
      @Nullable Double maxCost) {

    static Limits of(Task task) {
      return new Limits(
          task.limits().maxFailedRatio(),
          task.limits().maxTaskAttempts(),
          task.limits().maxDuration() == null ? null : task.limits().maxDuration().toString(),
          task.limits().maxTokensTotal(),
          task.limits().maxCost());
    }
  }

  private static final String MASK = "***";

  static TaskView of(Task task) {
    return new TaskView(
        task.id(),
        task.projectId(),
        task.taskType(),
        task.state().status(),
        task.state().wireName(),
        task.progressPercentage(),
        task.counts().completed(),
        task.counts().failed(),
        task.counts().total(),
        task.counts().failedRatio(),
        task.modelInfo(),
        task.config().path("language").asText(task.language()),
        task.priority(),
        task.dependsOn(),
        task.times().notBefore(),
        task.generation(),
        masked(task.config()),
        task.input(),
        Limits.of(task),
        detail(task),
        task.note(),
        task.usage(),
        task.times().start(),
        task.times().end(),
        task.times().created(),
        task.times().updated());
  }

  /** The view with every field of the contract, and the details of the run and the type. */
  private static ObjectNode detail(Task task) {
    ObjectNode detail = JsonNodeFactory.instance.objectNode();
    List.of("phase", "rate", "seconds_left", "waiting_for", "stalled", "last_error")
        .forEach(detail::putNull);
    detail.putObject("warnings");
    detail.setAll(task.detail());
    if (task.state() == TaskState.WAITING && detail.path("waiting_for").isNull()) {
      detail.put("waiting_for", waitingFor(task));
    }
    // Its entry in the scheduler outlives the task's end by a moment.
    Task.Heartbeat heartbeat = task.state().isEnd() ? null : task.heartbeat();
    detail.put("node", heartbeat == null ? null : heartbeat.node());
    detail.put("heartbeat", heartbeat == null ? null : heartbeat.at().toString());
    detail.put("rate", task.rate());
    detail.put("seconds_left", task.secondsLeft());
    nodes(task, detail);
    return detail;
  }

  /** Adds the nodes that work on it. */
  private static void nodes(Task task, ObjectNode detail) {
    ArrayNode nodes = detail.putArray("nodes");
    for (Task.AtWork node : task.nodes()) {
      nodes
          .addObject()
          .put("node", node.node())
          .put("rate", node.rate())
          .put("places", node.places());
    }
  }

  private static String waitingFor(Task task) {
    return task.dependsOn().isEmpty() || task.times().early()
        ? "its time, " + task.times().notBefore()
        : "what it depends on: " + String.join(", ", task.dependsOn());
  }

  static ObjectNode masked(ObjectNode config) {
    if (!(config.get("provider_config") instanceof ObjectNode provider)
        || !provider.hasNonNull("api_key")) {
      return config;
    }
    ObjectNode shown = config.deepCopy();
    ((ObjectNode) shown.get("provider_config")).put("api_key", MASK);
    return shown;
  }
}
