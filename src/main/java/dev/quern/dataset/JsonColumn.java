package dev.quern.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.quern.Json;
import org.jspecify.annotations.Nullable;

/** Converts values to and from JSON columns. */
public final class JsonColumn {

  private JsonColumn() {}

  /** The JSON of a value, {@linkplain Json#withoutNul without NUL characters}. */
  public static @Nullable String write(@Nullable Object value) {
    try {
      return value == null ? null : Json.withoutNul(Json.SNAKE_CASE.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  public static <T> @Nullable T read(@Nullable String json, Class<T> type) {
    try {
      return json == null ? null : Json.SNAKE_CASE.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Stored JSON cannot be read as " + type, e);
    }
  }

  public static <T> @Nullable T read(@Nullable String json, TypeReference<T> type) {
    try {
      return json == null ? null : Json.SNAKE_CASE.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Stored JSON cannot be read as " + type.getType(), e);
    }
  }
}
