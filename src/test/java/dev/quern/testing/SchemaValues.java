package dev.quern.testing;

import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;

/** Values made by chance of a schema of {@code config/openapi.yaml}, right ones and wrong ones. */
public final class SchemaValues {

  private static final int DEEPEST = 5;

  private static final List<Object> STRANGE =
      List.of(
          "",
          " ",
          "null",
          "true",
          "-1",
          "é水🎵",
          "a\u0000b",
          "a\ud800b",
          "'",
          "\"",
          "../..",
          "%00",
          "${x}",
          "{text}",
          "2026-13-45T99:99:99Z",
          "a".repeat(5000),
          0,
          -1,
          1.5,
          Integer.MAX_VALUE,
          Long.MAX_VALUE,
          1e300,
          true,
          false,
          List.of(),
          List.of(1, "a"),
          Map.of(),
          Map.of("a", 1));

  private static final List<String> WORDS =
      List.of("text-processing", "question-generation", "default", "en", "markdown", "a word");

  private final Random random;
  private final List<String> ids;
  private final Map<String, Object> always;
  private boolean right;

  /**
   * @param ids what a string may be besides; more may be added
   * @param always what fields of these names have wherever they may stand
   */
  public SchemaValues(Random random, List<String> ids, Map<String, Object> always) {
    this.random = random;
    this.ids = ids;
    this.always = always;
  }

  /** A value that the schema allows. */
  public Object right(Schema<?> schema) {
    right = true;
    return value(schema, 0);
  }

  /** A value that the schema allows, but for what is wrong in it here and there. */
  public Object wrong(Schema<?> schema) {
    right = false;
    return value(schema, 0);
  }

  /** A value that hardly any schema allows. */
  public Object strange() {
    return STRANGE.get(random.nextInt(STRANGE.size()));
  }

  private boolean oneIn(int cases) {
    return random.nextInt(cases) == 0;
  }

  private Object value(Schema<?> given, int depth) {
    if (!right && (given == null || oneIn(12))) {
      return strange();
    }
    List<Schema> any = given == null ? null : given.getAnyOf();
    Schema<?> schema = any == null ? given : any.get(random.nextInt(any.size()));
    if (schema == null || Boolean.TRUE.equals(schema.getNullable()) && oneIn(6)) {
      return null;
    }
    if (schema.getEnum() != null && !schema.getEnum().isEmpty()) {
      return schema.getEnum().get(random.nextInt(schema.getEnum().size()));
    }
    return switch (schema.getType() == null ? "object" : schema.getType()) {
      case "boolean" -> random.nextBoolean();
      case "integer" -> whole(schema);
      case "number" -> number(schema);
      case "array" -> list(schema, depth);
      case "string" -> text(schema);
      default -> object(schema, depth);
    };
  }

  private static BigDecimal or(BigDecimal bound, long unlessSaid) {
    return bound == null ? BigDecimal.valueOf(unlessSaid) : bound;
  }

  private Object whole(Schema<?> schema) {
    long low = or(schema.getMinimum(), 0).longValue();
    long high = or(schema.getMaximum(), Math.max(low, 1000)).longValue();
    return switch (random.nextInt(8)) {
      case 0 -> right ? low : low - 1;
      case 1 -> right ? high : high + 1;
      case 2 -> high;
      case 3 -> low;
      default -> low + (long) (random.nextDouble() * Math.min(100, high - low));
    };
  }

  private Object number(Schema<?> schema) {
    double low = or(schema.getMinimum(), 0).doubleValue();
    double high = or(schema.getMaximum(), (long) low + 1000).doubleValue();
    if (!right && oneIn(4)) {
      return random.nextBoolean() ? low - 1 : high + 1;
    }
    double between = low + (high - low) * (1 + random.nextInt(8)) / 10;
    return schema.getMultipleOf() == null ? between : Math.floor(between * 2) / 2;
  }

  private Object text(Schema<?> schema) {
    if (right && schema.getExample() != null) {
      return schema.getExample();
    }
    if ("date-time".equals(schema.getFormat())) {
      return oneIn(4) && !right ? "tomorrow" : "2099-12-01T02:00:00Z";
    }
    List<String> from = oneIn(3) ? ids : WORDS;
    String text = from.get(random.nextInt(from.size()));
    return !right || fits(text, schema) ? text : "default";
  }

  /** Whether a text has the length and the form that the schema wants. */
  public static boolean fits(String text, Schema<?> schema) {
    return (schema.getMaxLength() == null || text.length() <= schema.getMaxLength())
        && (schema.getPattern() == null
            || Pattern.compile(schema.getPattern()).matcher(text).find());
  }

  private Object list(Schema<?> schema, int depth) {
    int least = right && schema.getMinItems() != null ? schema.getMinItems() : 0;
    List<Object> list = new ArrayList<>();
    for (int i = least + random.nextInt(3); i > 0 && depth < DEEPEST; i--) {
      list.add(value(schema.getItems(), depth + 1));
    }
    boolean distinct = right && Boolean.TRUE.equals(schema.getUniqueItems());
    return distinct ? List.copyOf(new HashSet<>(list)) : list;
  }

  private Object object(Schema<?> schema, int depth) {
    Map<String, Object> object = new LinkedHashMap<>();
    Map<String, Schema<?>> properties = new LinkedHashMap<>();
    add(schema, properties);
    Set<String> required = new HashSet<>(required(schema));
    if (schema.getOneOf() != null) {
      Schema<?> one = schema.getOneOf().get(random.nextInt(schema.getOneOf().size()));
      schema.getOneOf().forEach(other -> properties.keySet().removeAll(required(other)));
      required(one).forEach(name -> properties.put(name, schema.getProperties().get(name)));
      add(one, properties);
      required.addAll(required(one));
      if (one.getMaxProperties() != null) {
        properties.keySet().retainAll(required(one));
      }
    }
    if (depth < DEEPEST) {
      properties.forEach(
          (name, property) -> {
            boolean wanted = random.nextInt(10) < (required.contains(name) ? (right ? 10 : 9) : 3);
            if (always.containsKey(name)) {
              object.put(name, always.get(name));
            } else if (wanted) {
              object.put(name, value(property, depth + 1));
            }
          });
    }
    if (!right && oneIn(12) || object.isEmpty() && needsOne(schema)) {
      object.put("something", strange());
    }
    return object;
  }

  private static boolean needsOne(Schema<?> schema) {
    return schema.getMinProperties() != null
        && !Boolean.FALSE.equals(schema.getAdditionalProperties());
  }

  private static void add(Schema<?> schema, Map<String, Schema<?>> properties) {
    if (schema.getProperties() != null) {
      schema.getProperties().forEach(properties::put);
    }
  }

  private static List<String> required(Schema<?> schema) {
    return schema.getRequired() == null ? List.of() : schema.getRequired();
  }
}
