package dev.quern.task;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.FieldError;
import dev.quern.InvalidRequestException;
import dev.quern.OutboundUrl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What must hold for every task, whatever its type. */
final class NewTaskChecks {

  private NewTaskChecks() {}

  static void check(NewTask task) {
    List<FieldError> errors = new ArrayList<>();
    range(errors, "priority", task.priority(), -1000, 1000);
    range(errors, "max_failed_ratio", task.maxFailedRatio(), 0, 1);
    range(errors, "max_task_attempts", task.maxTaskAttempts(), 1, 100);
    range(errors, "max_tokens_total", task.maxTokensTotal(), 1, Long.MAX_VALUE);
    range(errors, "max_cost", task.maxCost(), 0, Double.MAX_VALUE);
    if (task.maxDuration() != null
        && (task.maxDuration().isNegative() || task.maxDuration().isZero())) {
      errors.add(new FieldError("max_duration", "must be longer than nothing"));
    }
    if (!errors.isEmpty()) {
      throw InvalidRequestException.fields(errors);
    }
    if (task.notifyUrl() != null) {
      OutboundUrl.check("notify_url", task.notifyUrl());
    }
    refuseWhatIsNotHeld(task);
  }

  /** A limit that is taken and not held would be worse than one that is refused. */
  private static void refuseWhatIsNotHeld(NewTask task) {
    Map<String, Boolean> asked = new LinkedHashMap<>();
    asked.put("notify_url", task.notifyUrl() != null);
    asked.put("max_task_attempts", task.maxTaskAttempts() != null && task.maxTaskAttempts() > 1);
    asked.put("max_duration", task.maxDuration() != null);
    asked.put("max_tokens_total", task.maxTokensTotal() != null);
    asked.put("max_cost", task.maxCost() != null);
    asked.put("cache", Boolean.TRUE.equals(task.cache()));
    List<FieldError> errors = new ArrayList<>();
    asked.forEach(
        (field, given) -> {
          if (given) {
            errors.add(new FieldError(field, "is not held by this version; leave it out"));
          }
        });
    if (!errors.isEmpty()) {
      throw InvalidRequestException.fields(errors);
    }
  }

  static void checkParallelism(@Nullable Integer parallelism) {
    checkOne("parallelism", parallelism, 1, 512);
  }

  static void checkPriority(@Nullable Integer priority) {
    checkOne("priority", priority, -1000, 1000);
  }

  static ObjectNode noConfig() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ObjectNode changed(ObjectNode config, ResumeOptions options) {
    ObjectNode changed = config.deepCopy();
    if (options.providerId() != null) {
      changed.remove("provider_config");
      changed.put("provider_id", options.providerId());
    }
    if (options.parallelism() != null) {
      changed.put("parallelism", options.parallelism());
    }
    if (options.customPrompt() != null) {
      changed.put("custom_prompt", options.customPrompt());
    }
    return changed;
  }

  private static void checkOne(String field, @Nullable Number value, long least, long most) {
    List<FieldError> errors = new ArrayList<>();
    range(errors, field, value, least, most);
    if (!errors.isEmpty()) {
      throw InvalidRequestException.fields(errors);
    }
  }

  private static void range(
      List<FieldError> errors, String field, @Nullable Number value, double least, double most) {
    if (value != null && !(value.doubleValue() >= least && value.doubleValue() <= most)) {
      String range =
          most >= Long.MAX_VALUE
              ? "must be " + (long) least + " at least"
              : "must be between " + (long) least + " and " + (long) most;
      errors.add(new FieldError(field, range));
    }
  }
}
