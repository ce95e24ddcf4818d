package dev.quern.error;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Collects the errors of a request's fields, so that one answer names all of them. Lengths are code
 * points.
 */
public final class FieldChecks {

  private final List<FieldError> errors = new ArrayList<>();

  /** Required: neither missing nor blank, at most {@code max} characters. */
  public FieldChecks text(String field, @Nullable String value, int max) {
    if (value == null) {
      return fail(field, "is required and must be a string");
    }
    return value.isBlank() ? fail(field, "must not be blank") : length(field, value, max);
  }

  /** May be missing or empty, at most {@code max} characters. */
  public FieldChecks optional(String field, @Nullable String value, int max) {
    return value == null ? this : length(field, value, max);
  }

  /** Must have a value; {@code kind} names the expected type, such as "a list of strings". */
  public FieldChecks present(String field, @Nullable Object value, String kind) {
    return that(value != null, field, "is required and must be " + kind);
  }

  /** Required: one of these. */
  public FieldChecks oneOf(String field, @Nullable Object value, Collection<?> known) {
    if (value == null || !known.contains(value)) {
      errors.add(FieldError.oneOf(field, value, known));
    }
    return this;
  }

  /** May be missing; else one of these. */
  public FieldChecks optionalOneOf(String field, @Nullable Object value, Collection<?> known) {
    return value == null ? this : oneOf(field, value, known);
  }

  /** May be missing; else a number in the range, ends included. */
  public FieldChecks range(String field, @Nullable Number value, double min, double max) {
    boolean good = value == null || value.doubleValue() >= min && value.doubleValue() <= max;
    return that(
        good,
        field,
        max >= Long.MAX_VALUE
            ? "must be " + (long) min + " or more"
            : "must be between " + (long) min + " and " + (long) max);
  }

  /** May be missing; else from 0 to 5 in halves. */
  public FieldChecks score(String field, @Nullable BigDecimal value) {
    boolean good =
        value == null
            || value.signum() >= 0
                && value.compareTo(BigDecimal.valueOf(5)) <= 0
                && value.multiply(BigDecimal.valueOf(2)).stripTrailingZeros().scale() <= 0;
    return that(good, field, "must be a number from 0 to 5 in steps of 0.5");
  }

  /** May be missing; else at most 100 strings, none blank, of at most 100 characters each. */
  public FieldChecks tags(String field, @Nullable List<@Nullable String> values) {
    if (values == null) {
      return this;
    }
    that(values.size() <= 100, field, "must have 100 elements or fewer");
    for (int i = 0; i < values.size() && errors.size() < 100; i++) {
      text(field + "[" + i + "]", values.get(i), 100);
    }
    return this;
  }

  /** Adds the message unless {@code good}; the message continues after the field's name. */
  public FieldChecks that(boolean good, String field, String message) {
    return good ? this : fail(field, message);
  }

  /**
   * Throws an {@link InvalidRequestException} (400) that names every field at fault, if there is
   * one.
   */
  public void done() {
    if (!errors.isEmpty()) {
      throw InvalidRequestException.fields(errors);
    }
  }

  /** The same, but only for the fields at fault that pass the test. */
  public void done(Predicate<String> isAsked) {
    errors.removeIf(error -> !isAsked.test(error.field()));
    done();
  }

  private FieldChecks length(String field, String value, int max) {
    boolean good = value.length() <= max || value.codePointCount(0, value.length()) <= max;
    return that(good, field, "must have " + max + " characters or fewer");
  }

  private FieldChecks fail(String field, String message) {
    errors.add(new FieldError(field, message));
    return this;
  }
}
