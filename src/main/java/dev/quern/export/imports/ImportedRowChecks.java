package dev.quern.export.imports;

import dev.quern.dataset.conversation.Message;
import dev.quern.export.format.Kind;
import dev.quern.export.format.RecordFormat;
import dev.quern.export.format.RefusedRecordException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks rows before they are stored. */
final class ImportedRowChecks {

  private static final int MAX_TEXT = 10_000_000;
  private static final List<String> TEXTS =
      List.of(
          "question",
          "answer",
          "cot",
          "answer_type",
          "question_label",
          "system",
          "note",
          "language",
          "model",
          "ai_evaluation",
          "role_a",
          "role_b",
          "scenario");

  private static final Set<String> EVALUATION =
      Set.of("question_quality", "answer_quality", "text_relevance", "overall_consistency");
  private static final List<String> POSITIONS = List.of("start_offset", "end_offset");
  private static final Set<String> OFFSETS =
      Set.of("chunk_start", "chunk_end", "start_offset", "end_offset");

  /** The largest whole number up to which a double holds all. */
  private static final double EXACT = 1L << 53;

  private ImportedRowChecks() {}

  /** Refuses records with media that their rows cannot hold. */
  static void media(Kind kind, Map<String, @Nullable Object> record) {
    for (String name : List.of("videos", "audios")) {
      refuse(
          RecordFormat.isSome(record.get(name)), "has '" + name + "', which no row can hold here");
    }
    refuse(
        kind != Kind.IMAGE_DATASETS && RecordFormat.isSome(record.get("images")),
        "has 'images', which " + kind.text() + " cannot hold: import it with kind=image-datasets");
    refuse(
        "false".equalsIgnoreCase(String.valueOf(record.get("kto_tag"))),
        "has a false 'kto_tag': it is an answer that is not wanted, which no row can hold");
  }

  /** Checks a row, and rounds its score to halves, as those of evaluations are. */
  static void check(Kind kind, Map<String, @Nullable Object> row) {
    refuse(
        kind != Kind.DATASETS && row.get("cot") instanceof String cot && !cot.isBlank(),
        "has reasoning, which " + kind.text() + " cannot hold");
    row.forEach((name, value) -> storable(name, value, 0));
    for (String name : TEXTS) {
      Object value = row.get(name);
      refuse(value != null && !(value instanceof String), "'" + name + "' must be a string");
      refuse(
          value instanceof String text && text.length() > MAX_TEXT,
          "'" + name + "' has more than " + MAX_TEXT + " characters");
    }
    for (String name : List.of("question", "answer")) {
      refuse(row.get(name) instanceof String text && text.isBlank(), "its " + name + " is blank");
    }
    row.computeIfPresent("score", (name, score) -> score(score));
    nested(row);
    if (row.get("origin") instanceof Map<?, ?> origin) {
      POSITIONS.forEach(name -> whole(name, origin.get(name)));
    }
    for (String name : List.of("confirmed", "supported")) {
      Object value = row.get(name);
      refuse(value != null && !(value instanceof Boolean), "'" + name + "' must be true or false");
    }
    for (String name : List.of("tags", "warnings")) {
      refuse(!isTexts(row.get(name)), "'" + name + "' must be a list of strings");
    }
  }

  /** Checks the fields and types of columns that are stored as JSON. */
  private static void nested(Map<String, @Nullable Object> row) {
    if (row.get("evaluation") != null) {
      fields("evaluation", row.get("evaluation"), Set.of(), EVALUATION);
    }
    if (row.get("evidence") != null) {
      refuse(!(row.get("evidence") instanceof List<?>), "'evidence' must be a list");
      for (Object quote : (List<?>) row.get("evidence")) {
        fields("evidence", quote, Set.of("quote", "match"), OFFSETS);
      }
    }
  }

  private static void fields(
      String name, @Nullable Object value, Set<String> texts, Set<String> numbers) {
    refuse(!(value instanceof Map<?, ?>), "'" + name + "' must hold objects with its fields");
    Map<?, ?> map = (Map<?, ?>) Objects.requireNonNull(value);
    for (Map.Entry<?, ?> field : map.entrySet()) {
      boolean good =
          texts.contains(field.getKey())
              || numbers.contains(field.getKey())
                  && (field.getValue() == null || field.getValue() instanceof Number);
      refuse(!good, "'" + name + "' has no such '" + field.getKey() + "'");
      if (OFFSETS.contains(field.getKey())) {
        whole(String.valueOf(field.getKey()), field.getValue());
      } else {
        finite(String.valueOf(field.getKey()), field.getValue());
      }
    }
    for (String text : texts) {
      refuse(!(map.get(text) instanceof String), "'" + name + "' must have a '" + text + "'");
    }
  }

  private static boolean isTexts(@Nullable Object value) {
    return value == null
        || value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
  }

  private static BigDecimal score(Object score) {
    refuse(!(score instanceof Number), "'score' must be a number");
    finite("score", score);
    BigDecimal value = new BigDecimal(score.toString());
    refuse(
        value.signum() < 0 || value.compareTo(BigDecimal.valueOf(5)) > 0,
        "'score' must be from 0 to 5");
    return BigDecimal.valueOf(Math.round(value.doubleValue() * 2) * 5, 1);
  }

  /** JSON has numbers that no double holds, such as 1e400, and Parquet has NaN. */
  private static void finite(String name, @Nullable Object value) {
    refuse(
        value instanceof Number number && !Double.isFinite(number.doubleValue()),
        "'" + name + "' is no finite number");
  }

  private static void whole(String name, @Nullable Object value) {
    boolean good =
        value == null
            || value instanceof Integer
            || value instanceof Long
            || value instanceof Number number
                && Math.abs(number.doubleValue()) <= EXACT
                && Math.rint(number.doubleValue()) == number.doubleValue();
    refuse(!good, "'" + name + "' must be a whole number");
  }

  private static void storable(String name, @Nullable Object value, int depth) {
    refuse(depth > 50, "'" + name + "' is nested too deeply");
    if (value instanceof String text) {
      characters(name, text);
    } else if (value instanceof Message message) {
      characters(name, message.value());
      refuse(message.value().isBlank(), "one of its messages is blank");
    } else if (value instanceof List<?> list) {
      list.forEach(element -> storable(name, element, depth + 1));
    } else if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, inner) -> {
            characters(name, String.valueOf(key));
            storable(name, inner, depth + 1);
          });
    }
  }

  private static void characters(String name, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      refuse(c == 0, "'" + name + "' holds a NUL character (U+0000), which cannot be stored");
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw new RefusedRecordException(
            "'" + name + "' holds half of a surrogate pair, which is no character");
      }
    }
  }

  private static void refuse(boolean bad, String why) {
    if (bad) {
      throw new RefusedRecordException(why);
    }
  }
}
