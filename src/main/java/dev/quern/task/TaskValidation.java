package dev.quern.task;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.error.FieldChecks;
import dev.quern.error.InvalidRequestException;
import dev.quern.task.model.ModelInfo;
import dev.quern.task.model.NewTask;
import dev.quern.task.model.ResumeOptions;
import dev.quern.task.model.ValidatedConfig;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Checks that apply to every task type. */
final class TaskValidation {

  private static final Duration MIN_DURATION = Duration.ofMillis(1);
  private static final Duration MAX_DURATION = Duration.ofDays(3650);

  private TaskValidation() {}

  static void check(NewTask task) {
    new FieldChecks()
        .range("priority", task.priority(), -1000, 1000)
        .range("max_failed_ratio", task.maxFailedRatio(), 0, 1)
        .range("max_task_attempts", task.maxTaskAttempts(), 1, 100)
        .done();
    checkLimits(task.maxDuration(), task.maxTokensTotal(), task.maxCost());
  }

  private static void checkLimits(
      @Nullable Duration maxDuration, @Nullable Long maxTokensTotal, @Nullable Double maxCost) {
    new FieldChecks()
        .range("max_tokens_total", maxTokensTotal, 1, Long.MAX_VALUE)
        .range("max_cost", maxCost, 0, Double.MAX_VALUE)
        .that(
            maxDuration == null
                || maxDuration.compareTo(MIN_DURATION) >= 0
                    && maxDuration.compareTo(MAX_DURATION) <= 0,
            "max_duration",
            "must be longer than nothing, and P3650D at most")
        .done();
  }

  static void checkResume(ResumeOptions options) {
    checkLimits(options.maxDuration(), options.maxTokensTotal(), options.maxCost());
  }

  /** Checks that a task with a limit in money has a provider with prices. */
  static void checkPrices(@Nullable Double maxCost, ValidatedConfig checked) {
    if (maxCost != null && !checked.hasPrices()) {
      ModelInfo model = checked.modelInfo();
      String id = model == null ? null : model.providerId();
      throw InvalidRequestException.unprocessable(
          "max_cost",
          id == null
              ? "cannot be held: the provider_config has no price_input and price_output"
              : "cannot be held: provider '" + id + "' has no price_input and price_output");
    }
  }

  static void checkParallelism(@Nullable Integer parallelism) {
    new FieldChecks().range("parallelism", parallelism, 1, 512).done();
  }

  static void checkPriority(@Nullable Integer priority) {
    new FieldChecks().range("priority", priority, -1000, 1000).done();
  }

  static ObjectNode noConfig() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** A complete configuration with these options; a type without a parallelism gets none. */
  static ObjectNode changed(ObjectNode config, ResumeOptions options) {
    ObjectNode changed = config.deepCopy();
    if (options.providerId() != null) {
      changed.remove("provider_config");
      changed.put("provider_id", options.providerId());
    }
    if (options.parallelism() != null && config.has("parallelism")) {
      changed.put("parallelism", options.parallelism());
    }
    if (options.customPrompt() != null) {
      changed.put("custom_prompt", options.customPrompt());
    }
    return changed;
  }
}
