package dev.quern.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/** The JSON in columns of rows. */
public final class JsonColumn {

  private static final ObjectMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private JsonColumn() {}

  /** The JSON of a value; PostgreSQL keeps no NUL, and what a model wrote may hold one. */
  public static @Nullable String write(@Nullable Object value) {
    try {
      return value == null ? null : JSON.writeValueAsString(value).replace("\\u0000", "\\ufffd");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  public static <T> @Nullable T read(@Nullable String json, Class<T> type) {
    try {
      return json == null ? null : JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Stored JSON cannot be read as " + type, e);
    }
  }

  public static <T> @Nullable T read(@Nullable String json, TypeReference<T> type) {
    try {
      return json == null ? null : JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Stored JSON cannot be read as " + type.getType(), e);
    }
  }
}
