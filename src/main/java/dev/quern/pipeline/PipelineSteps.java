package dev.quern.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a pipeline, from a {@code pipeline.yaml} or a request.
 *
 * @param tasks the tasks in order
 * @param exports the exports of a finished pipeline
 * @param charset the charset of the texts of a folder; null to detect it
 * @param file the file that they stand in; null for those of a request
 */
public record PipelineSteps(
    List<Step> tasks, List<Export> exports, @Nullable Charset charset, @Nullable String file) {

  private static final List<String> FIELDS = List.of("task_type", "config");

  /** No steps. */
  public static final PipelineSteps NONE = new PipelineSteps(List.of(), List.of(), null, null);

  /** The same, for texts in a charset. */
  public PipelineSteps inCharset(Charset name) {
    return new PipelineSteps(tasks, exports, name, file);
  }

  /** The same, read from that file. */
  public PipelineSteps from(String name) {
    return new PipelineSteps(tasks, exports, charset, name);
  }

  /**
   * One task of a pipeline.
   *
   * @param place where it stands in the list, from 0
   */
  @JsonIgnoreProperties("place")
  public record Step(int place, String taskType, ObjectNode config) {}

  /**
   * One export of a pipeline.
   *
   * @param place where it stands in the list, from 0
   */
  public record Export(int place, ObjectNode options) {}

  /** What is wrong with the step at a place of the list. */
  InvalidRequestException wrong(int place, InvalidRequestException e) {
    InvalidRequestException here = e.under(at(place));
    return file == null ? here : wrong(file, here);
  }

  /** What is wrong with the steps of a file. */
  public static InvalidRequestException wrong(String file, InvalidRequestException e) {
    return InvalidRequestException.of("The pipeline " + file + " is wrong: " + e.getMessage());
  }

  /**
   * Reads a list of {@code {task_type, config}}, of which the last ones may be {@code {export}}.
   *
   * @throws InvalidRequestException naming the step and the field that is wrong
   */
  public static PipelineSteps of(@Nullable JsonNode list) {
    return of(list, step -> false);
  }

  /**
   * The same.
   *
   * @param others what stands among the steps and is none
   */
  public static PipelineSteps of(@Nullable JsonNode list, Predicate<JsonNode> others) {
    if (list == null || !list.isArray() || list.isEmpty()) {
      throw InvalidRequestException.field("steps", "must be a list with a step at least");
    }
    List<FieldError> errors = new ArrayList<>();
    List<Step> tasks = new ArrayList<>();
    List<Export> exports = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      if (others.test(list.get(i))) {
        continue;
      }
      if (list.get(i) instanceof ObjectNode step && step.has("export")) {
        export(step, i, exports, errors);
      } else {
        if (!exports.isEmpty()) {
          errors.add(
              new FieldError(at(i), "is a task behind an export; exports are the last steps"));
        }
        task(list.get(i), i, tasks, errors);
      }
    }
    if (tasks.isEmpty() && errors.isEmpty()) {
      errors.add(new FieldError("steps", "must hold a task at least, and not an export alone"));
    }
    if (!errors.isEmpty()) {
      throw InvalidRequestException.fields(errors);
    }
    return new PipelineSteps(tasks, exports, null, null);
  }

  private static String at(int place) {
    return "steps[" + place + "]";
  }

  private static void export(
      ObjectNode step, int place, List<Export> exports, List<FieldError> errors) {
    if (step.size() == 1 && step.get("export") instanceof ObjectNode export) {
      exports.add(new Export(place, export));
    } else {
      errors.add(
          new FieldError(at(place) + ".export", "must be an object, such as {format: alpaca}"));
    }
  }

  private static void task(JsonNode step, int place, List<Step> tasks, List<FieldError> errors) {
    String at = at(place);
    if (!step.isObject()) {
      errors.add(new FieldError(at, "must be an object with task_type and config"));
      return;
    }
    for (Iterator<String> names = step.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!FIELDS.contains(name)) {
        errors.add(FieldError.unknown(at + "." + name, FIELDS));
      }
    }
    JsonNode type = step.path("task_type");
    JsonNode config = step.path("config");
    if (!type.isTextual()) {
      errors.add(new FieldError(at + ".task_type", "must be a string"));
    } else if (config.isMissingNode() || config.isNull()) {
      tasks.add(new Step(place, type.asText(), JsonNodeFactory.instance.objectNode()));
    } else if (config instanceof ObjectNode object) {
      tasks.add(new Step(place, type.asText(), object));
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
      for (Export export : exports) {
        canonical.append(canonical(export.options()));
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
