package dev.quern.page.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.Json;
import dev.quern.error.InvalidRequestException;
import dev.quern.task.model.NewTask;
import dev.quern.task.model.TaskInput;
import dev.quern.task.type.TaskType;
import dev.quern.tasktype.ModelConfig;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;

/** The form of a new task: its fields, and the task that it describes. */
@Component
class TaskForm {

  /** The common fields that the form does not show. */
  private static final Set<String> NOT_SHOWN = Set.of("provider_config", "provider_id", "language");

  private final ObjectMapper json;

  TaskForm(ObjectMapper json) {
    this.json = json;
  }

  /** Whether a type calls a model. */
  static boolean asksModel(TaskType<?> type) {
    return !type.prompts().isEmpty();
  }

  /** A type's own fields. */
  List<ConfigField> own(TaskType<?> type) {
    return ConfigField.of(type.configType(), defaults(type)).stream()
        .filter(field -> !field.name().endsWith("_template_id"))
        .toList();
  }

  /** The fields shared by all types that call a model. */
  List<ConfigField> shared(TaskType<?> type) {
    ObjectNode standard = JsonNodeFactory.instance.objectNode();
    standard.put("parallelism", 3).put("max_attempts", 3);
    return asksModel(type)
        ? ConfigField.of(ModelConfig.class, standard).stream()
            .filter(field -> NOT_SHOWN.stream().noneMatch(field.name()::startsWith))
            .toList()
        : List.of();
  }

  private static ObjectNode defaults(TaskType<?> type) {
    try {
      return type.check(JsonNodeFactory.instance.objectNode(), null).config();
    } catch (InvalidRequestException e) {
      return JsonNodeFactory.instance.objectNode(); // no provider named default
    }
  }

  /**
   * The task of a filled form; empty fields have their defaults.
   *
   * @throws InvalidRequestException naming a field that is not a number, or not JSON
   */
  NewTask read(TaskType<?> type, MultiValueMap<String, String> form) {
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    for (ConfigField field : own(type)) {
      put(config, field, form.getFirst("config." + field.name()));
    }
    for (ConfigField field : shared(type)) {
      put(config, field, form.getFirst("config." + field.name()));
    }
    if (asksModel(type) && text(form, "provider_id") != null) {
      config.put("provider_id", text(form, "provider_id"));
    }
    return new NewTask(
        type.name(),
        input(form),
        config,
        text(form, "language"),
        priority(form),
        null,
        null,
        null,
        decimal(form, "max_failed_ratio"),
        null,
        null,
        whole(form, "max_tokens_total"),
        decimal(form, "max_cost"),
        form.containsKey("cache") ? true : null);
  }

  private static @Nullable TaskInput input(MultiValueMap<String, String> form) {
    List<String> files = form.get("file");
    List<String> questions = form.get("question");
    if (files == null && questions == null) {
      return null;
    }
    return new TaskInput(files, null, questions, null, null, null);
  }

  private void put(ObjectNode config, ConfigField field, @Nullable String given) {
    if (field.kind().equals("flag")) {
      at(config, field).put(last(field), "true".equals(given));
      return;
    }
    if (given == null || given.isBlank()) {
      return;
    }
    ObjectNode parent = at(config, field);
    String value = given.strip();
    switch (field.kind()) {
      case "whole" -> parent.put(last(field), wholeOf(field.name(), value));
      case "decimal" -> parent.put(last(field), decimalOf(field.name(), value));
      case "list" -> {
        var list = parent.putArray(last(field));
        value.lines().map(String::strip).filter(each -> !each.isEmpty()).forEach(list::add);
      }
      case "json" -> parent.set(last(field), jsonOf(field.name(), value));
      default -> parent.put(last(field), field.name().equals("delimiter") ? given : value);
    }
  }

  private static ObjectNode at(ObjectNode config, ConfigField field) {
    ObjectNode node = config;
    String[] path = field.name().split("\\.");
    for (int i = 0; i < path.length - 1; i++) {
      node = node.withObjectProperty(path[i]);
    }
    return node;
  }

  private static String last(ConfigField field) {
    return field.name().substring(field.name().lastIndexOf('.') + 1);
  }

  private static @Nullable String text(MultiValueMap<String, String> form, String name) {
    String given = form.getFirst(name);
    return given == null || given.isBlank() ? null : given.strip();
  }

  private static @Nullable Long whole(MultiValueMap<String, String> form, String name) {
    String given = text(form, name);
    return given == null ? null : wholeOf(name, given);
  }

  private static @Nullable Integer priority(MultiValueMap<String, String> form) {
    Long given = whole(form, "priority");
    if (given != null && given != given.intValue()) {
      throw InvalidRequestException.field("priority", "must be from -1000 to 1000");
    }
    return given == null ? null : given.intValue();
  }

  private static @Nullable Double decimal(MultiValueMap<String, String> form, String name) {
    String given = text(form, name);
    return given == null ? null : decimalOf(name, given);
  }

  private static long wholeOf(String name, String given) {
    if (!given.matches("-?\\d{1,15}")) {
      throw InvalidRequestException.field(name, "must be a whole number");
    }
    return Long.parseLong(given);
  }

  private static double decimalOf(String name, String given) {
    if (!given.matches("-?\\d{1,15}([.,]\\d{1,15})?")) {
      throw InvalidRequestException.field(name, "must be a number");
    }
    return Double.parseDouble(given.replace(',', '.'));
  }

  private JsonNode jsonOf(String name, String given) {
    try {
      return json.readTree(given);
    } catch (JsonProcessingException e) {
      throw InvalidRequestException.field(name, "is no JSON: " + Json.fault(e));
    }
  }
}
