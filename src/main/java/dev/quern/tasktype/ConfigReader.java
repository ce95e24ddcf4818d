package dev.quern.tasktype;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.quern.error.InvalidRequestException;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads configurations into records, strictly: an unknown field or a wrong type is refused. */
public final class ConfigReader {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .withCoercionConfig(
              LogicalType.Textual,
              text -> {
                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
              })
          .build();

  private ConfigReader() {}

  /**
   * The record that the JSON describes.
   *
   * @throws InvalidRequestException naming the field that is unknown or of the wrong type
   */
  public static <T> T read(JsonNode json, Class<T> type) {
    try {
      return MAPPER.treeToValue(json, type);
    } catch (UnrecognizedPropertyException e) {
      throw InvalidRequestException.unknownField(path(e), new TreeSet<>(e.getKnownPropertyIds()));
    } catch (InvalidFormatException e) {
      if (e.getTargetType().isEnum()) {
        throw InvalidRequestException.oneOf(path(e), e.getValue(), names(e.getTargetType()));
      }
      throw InvalidRequestException.field(path(e), "'" + e.getValue() + "' " + expected(e));
    } catch (MismatchedInputException e) {
      throw InvalidRequestException.field(path(e), expected(e));
    } catch (JsonMappingException e) {
      if (e.getCause() instanceof RuntimeException cause) { // the record's own check
        throw cause;
      }
      throw InvalidRequestException.field(path(e), String.valueOf(e.getOriginalMessage()));
    } catch (JsonProcessingException e) {
      throw InvalidRequestException.of(e.getOriginalMessage());
    }
  }

  /** The JSON of a record, including null fields. */
  public static ObjectNode write(Object record) {
    return MAPPER.valueToTree(record);
  }

  /** The JSON of any value, including null fields. */
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** The value of a JSON text that has been checked before. */
  static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(
            step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
        .collect(Collectors.joining("."))
        .replace(".[", "[");
  }

  private static List<String> names(Class<?> ofEnum) {
    return Arrays.stream(ofEnum.getEnumConstants())
        .map(constant -> MAPPER.valueToTree(constant).asText())
        .toList();
  }

  private static String expected(MismatchedInputException e) {
    Class<?> type = e.getTargetType();
    if (type == null) {
      return "is of the wrong type";
    }
    if (type.isEnum()) {
      return "must be one of " + String.join(", ", names(type));
    }
    if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
      return "must be a whole number";
    }
    if (Number.class.isAssignableFrom(type) || type == double.class) {
      return "must be a number";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "must be true or false";
    }
    if (type == String.class) {
      return "must be a string";
    }
    return Iterable.class.isAssignableFrom(type) ? "must be a list" : "must be an object";
  }
}
