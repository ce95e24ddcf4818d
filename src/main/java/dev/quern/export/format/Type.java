package dev.quern.export.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The type of a column; any value may be null. */
public sealed interface Type {

  /**
   * A value that was stored, as one of this type: a number that is none is null. Earlier versions
   * took such in from Parquet files and stored them as the texts NaN and Infinity.
   */
  @Nullable Object stored(@Nullable Object value);

  /** Types that are neither lists nor groups. */
  enum Scalar implements Type {
    /** A {@code String}. */
    TEXT,
    /** A whole {@code Number} of 64 bits. */
    WHOLE,
    /** A {@code Double}. */
    NUMBER,
    /** A {@code Boolean}. */
    FLAG,
    /** A {@code byte[]}; base64 where a file is text. */
    BYTES;

    @Override
    public @Nullable Object stored(@Nullable Object value) {
      boolean good =
          switch (this) {
            case WHOLE ->
                value instanceof Number number && Math.abs(number.doubleValue()) < Long.MAX_VALUE;
            case NUMBER -> value instanceof Number number && Double.isFinite(number.doubleValue());
            case TEXT, FLAG, BYTES -> true;
          };
      return good ? value : null;
    }
  }

  /** A {@code List} of values of one type. */
  record Many(Type of) implements Type {

    @Override
    public @Nullable Object stored(@Nullable Object value) {
      if (!(value instanceof List<?> list)) {
        return value;
      }
      List<@Nullable Object> stored = new ArrayList<>(list.size());
      list.forEach(element -> stored.add(of.stored(element)));
      return stored;
    }
  }

  /** A {@code Map} with these fields. */
  record Group(List<Field> fields) implements Type {

    @Override
    public @Nullable Object stored(@Nullable Object value) {
      if (!(value instanceof Map<?, ?> map)) {
        return value;
      }
      Map<Object, @Nullable Object> stored = new LinkedHashMap<>(map);
      for (Field field : fields) {
        stored.computeIfPresent(field.name(), (name, one) -> field.type().stored(one));
      }
      return stored;
    }
  }
}
