package dev.quern.export.format;

import java.util.List;

/** A column of a file: all its records have it, null where there is no value. */
public record Field(String name, Type type) {

  /** Text. */
  public static Field text(String name) {
    return new Field(name, Type.Scalar.TEXT);
  }

  /** A list of texts. */
  static Field texts(String name) {
    return new Field(name, new Type.Many(Type.Scalar.TEXT));
  }

  /** A whole number. */
  static Field whole(String name) {
    return new Field(name, Type.Scalar.WHOLE);
  }

  /** Yes or no. */
  static Field flag(String name) {
    return new Field(name, Type.Scalar.FLAG);
  }

  /** A list of groups. */
  static Field groups(String name, Field... fields) {
    return new Field(name, new Type.Many(new Type.Group(List.of(fields))));
  }
}
