package dev.quern.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.Json;
import dev.quern.error.FieldError;
import dev.quern.error.InvalidRequestException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a pipeline, from a {@code pipeline.yaml} or a request.
 *
 * @param tasks the tasks in order
 * @param exports the exports of a finished pipeline
 * @param charset the charset of the texts of a folder; null to detect it
 */
public record PipelineSteps(List<Step> tasks, List<ObjectNode> exports, @Nullable Charset charset) {

  /** Steps for texts whose charset is detected. */
  public PipelineSteps(List<Step> tasks, List<ObjectNode> exports) {
    this(tasks, exports, null);
  }

  /** The same, for texts in a charset. */
  public PipelineSteps inCharset(Charset name) {
    return new PipelineSteps(tasks, exports, name);
  }

  /** One task of a pipeline. */
  public record Step(String taskType, ObjectNode config) {}

  /**
   * Reads a list of {@code {task_type, config}}, of which the last ones may be {@code {export}}.
   *
   * @throws InvalidRequestException naming the step and the field that is wrong
   */
  public static PipelineSteps of(@Nullable JsonNode list) {
    if (list == null || !list.isArray() || list.isEmpty()) {
      throw InvalidRequestException.field("steps", "must be a list with a step at least");
    }
    List<FieldError> errors = new ArrayList<>();
    List<Step> tasks = new ArrayList<>();
    List<ObjectNode> exports = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      String at = "steps[" + i + "]";
      if (list.get(i) instanceof ObjectNode step && step.has("export")) {
        export(step, at, exports, errors);
      } else {
        if (!exports.isEmpty()) {
          errors.add(new FieldError(at, "is a task behind an export; exports are the last steps"));
        }
        task(list.get(i), at, tasks, errors);
      }
    }
    if (tasks.isEmpty() && errors.isEmpty()) {
      errors.add(new FieldError("steps", "must hold a task at least, and not an export alone"));
    }
    if (!errors.isEmpty()) {
      throw InvalidRequestException.fields(errors);
    }
    return new PipelineSteps(tasks, exports);
  }

  private static void export(
      ObjectNode step, String at, List<ObjectNode> exports, List<FieldError> errors) {
    if (step.size() == 1 && step.get("export") instanceof ObjectNode export) {
      exports.add(export);
    } else {
      errors.add(new FieldError(at + ".export", "must be an object, such as {format: alpaca}"));
    }
  }

  private static void task(JsonNode step, String at, List<Step> tasks, List<FieldError> errors) {
    if (!step.isObject()) {
      errors.add(new FieldError(at, "must be an object with task_type and config"));
      return;
    }
    for (Iterator<String> names = step.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!name.equals("task_type") && !name.equals("config")) {
        errors.add(
            new FieldError(at + "." + name, "is not known; a step has task_type and config"));
      }
    }
    JsonNode type = step.path("task_type");
    JsonNode config = step.path("config");
    if (!type.isTextual()) {
      errors.add(new FieldError(at + ".task_type", "must be a string"));
    } else if (config.isMissingNode() || config.isNull()) {
      tasks.add(new Step(type.asText(), JsonNodeFactory.instance.objectNode()));
    } else if (config instanceof ObjectNode object) {
      tasks.add(new Step(type.asText(), object));
    } else {
      errors.add(new FieldError(at + ".config", "must be an object"));
    }
  }

  /** The SHA-256 of the canonical JSON of the steps; equal steps have equal hashes. */
  public String fingerprint() {
    try {
      Object plain =
          Json.SORTED.treeToValue(
              Json.SORTED.valueToTree(new TreeMap<>(Map.of("tasks", tasks))), Object.class);
      StringBuilder canonical = new StringBuilder(Json.SORTED.writeValueAsString(plain));
      for (ObjectNode export : exports) {
        canonical.append(canonical(export));
      }
      canonical.append(charset == null ? "" : charset.name());
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(canonical.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (JsonProcessingException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String canonical(ObjectNode node) throws JsonProcessingException {
    return Json.SORTED.writeValueAsString(Json.SORTED.treeToValue(node, TreeMap.class));
  }
}
