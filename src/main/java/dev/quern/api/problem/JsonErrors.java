package dev.quern.api.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.quern.api.request.StorableString;
import dev.quern.error.FieldError;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Describes errors of a JSON body for the client: with fields and JSON types instead of classes.
 */
final class JsonErrors {

  private JsonErrors() {}

  static Problem problem(JsonProcessingException e) {
    if (!(e instanceof JsonMappingException mapping)) {
      return Problems.of(400, "The body is not JSON: " + place(e), List.of());
    }
    var field = path(mapping);
    var message = message(mapping, field);
    return field.isEmpty()
        ? Problems.of(400, "The body " + message + ".", List.of())
        : Problems.of(400, field + " " + message + ".", List.of(new FieldError(field, message)));
  }

  private static String message(JsonMappingException e, String field) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      var known = unknown.getKnownPropertyIds();
      return FieldError.unknown(field, new TreeSet<>(known == null ? List.of() : known)).message();
    }
    if (e instanceof InvalidFormatException format && format.getValue() instanceof String text) {
      var fault = StorableString.fault(text);
      return fault.isEmpty() ? "must be " + wanted(format.getTargetType()) : fault;
    }
    if (e instanceof MismatchedInputException mismatch) {
      return "must be " + wanted(mismatch.getTargetType());
    }
    return e.getCause() instanceof RuntimeException
        ? "has a value that is not taken"
        : "cannot be read";
  }

  static String wanted(@Nullable Class<?> type) {
    if (type == null) {
      return "of another type";
    }
    if (type == String.class) {
      return "a string";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "true or false";
    }
    if (type == BigDecimal.class || type == Double.class || type == double.class) {
      return "a number";
    }
    if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
      return "a whole number";
    }
    return wantedObject(type);
  }

  private static String wantedObject(Class<?> type) {
    if (type.isEnum()) {
      return "one of the values that the description names";
    }
    if (Instant.class.isAssignableFrom(type) || Temporal.class.isAssignableFrom(type)) {
      return "a time like 2026-12-01T02:00:00Z";
    }
    if (type == Duration.class) {
      return "a duration like PT8H";
    }
    return Collection.class.isAssignableFrom(type) || type.isArray()
        ? "a list"
        : Map.class.isAssignableFrom(type) ? "an object" : "a JSON object";
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(
            step ->
                step.getFieldName() == null
                    ? "[" + step.getIndex() + "]"
                    : "." + step.getFieldName())
        .collect(Collectors.joining())
        .replaceFirst("^\\.", "");
  }

  private static String place(JsonProcessingException e) {
    var at = e.getLocation();
    var text = String.valueOf(e.getOriginalMessage());
    var duplicate = text.startsWith("Duplicate field") ? "a field stands there twice, " : "";
    return at == null
        ? "it cannot be read."
        : duplicate + "look at line %d, column %d.".formatted(at.getLineNr(), at.getColumnNr());
  }
}
