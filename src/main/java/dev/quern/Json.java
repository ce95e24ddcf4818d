package dev.quern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.regex.Pattern;

/**
 * The mappers for JSON other than REST bodies; each names its differences from Jackson's defaults.
 */
public final class Json {

  /** Jackson's defaults. */
  public static final JsonMapper PLAIN = new JsonMapper();

  /** Fields are named {@code like_this}. */
  public static final JsonMapper SNAKE_CASE =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  /**
   * For JSON that is stored by one version and read by another: {@link #SNAKE_CASE}, unknown fields
   * are skipped, times are ISO 8601.
   */
  public static final JsonMapper STORED =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .build();

  /** Skips unknown fields, so that JSON of another version can be read. */
  public static final JsonMapper TOLERANT =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** Numbers keep all their digits, zeros at the end too. */
  public static final JsonMapper EXACT_NUMBERS =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /** {@link #EXACT_NUMBERS}, and nothing may follow the value. */
  public static final JsonMapper ONE_VALUE =
      EXACT_NUMBERS.rebuild().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /** Keys of maps are sorted, so that equal maps are equal texts. */
  public static final JsonMapper SORTED =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  /** For people, over several lines. */
  public static final JsonMapper INDENTED =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** The escape of a NUL character, behind backslashes that are escaped themselves. */
  private static final Pattern NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*+)\\\\u0000");

  /** JSON without NUL characters, which models write and PostgreSQL cannot store. */
  public static String withoutNul(String json) {
    return NUL.matcher(json).replaceAll("$1\\\\ufffd");
  }

  /** Why a text could not be read, without Jackson's words about where that text was. */
  public static String fault(JsonProcessingException e) {
    return fault(String.valueOf(e.getOriginalMessage()));
  }

  /** The same of a message of Jackson's. */
  public static String fault(String message) {
    return message.lines().findFirst().orElse("").replaceFirst("\\s*\\(start marker at .*", "");
  }

  private Json() {}
}
