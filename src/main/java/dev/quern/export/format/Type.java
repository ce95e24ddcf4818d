package dev.quern.export.format;

import java.util.List;

/** The type of a column; any value may be null. */
public sealed interface Type {

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
    BYTES
  }

  /** A {@code List} of values of one type. */
  record Many(Type of) implements Type {}

  /** A {@code Map} with these fields. */
  record Group(List<Field> fields) implements Type {}
}
