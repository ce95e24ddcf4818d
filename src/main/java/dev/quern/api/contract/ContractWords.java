package dev.quern.api.contract;

import com.atlassian.oai.validator.report.ValidationReport;
import dev.quern.Json;
import dev.quern.error.FieldError;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Translates the messages of the contract's validator into the wording of the other REST errors.
 */
final class ContractWords {

  private static final Pattern UNKNOWN =
      Pattern.compile("properties which are not allowed by the schema: \\[\"([^\"]*)\"");
  private static final Pattern MISSING =
      Pattern.compile("missing required properties \\(\\[\"([^\"]*)\"");
  private static final Pattern TYPE =
      Pattern.compile("Instance type \\((\\w+)\\) does not match any allowed .*\\[([^]]*)]");

  private static final Map<String, String> WANTED =
      Map.of(
          "string", "a string",
          "integer", "a whole number",
          "number", "a number",
          "boolean", "true or false",
          "array", "a list",
          "object", "an object");

  /** A message of the validator, and its wording here. */
  private record Phrase(Pattern theirs, Function<MatchResult, String> ours) {

    static Phrase of(String theirs, Function<MatchResult, String> ours) {
      return new Phrase(Pattern.compile(theirs, Pattern.DOTALL), ours);
    }
  }

  private static final List<Phrase> PHRASES =
      List.of(
          Phrase.of("\\(maximum: ([^,]+), found", m -> "must be at most " + m.group(1)),
          Phrase.of("\\(minimum: ([^,]+), found", m -> "must be at least " + m.group(1)),
          Phrase.of("required minimum: 1\\)", m -> "must not be empty"),
          Phrase.of(
              "required minimum: (\\d+)\\)",
              m -> "must have at least " + m.group(1) + " characters"),
          Phrase.of(
              "maximum allowed: (\\d+)\\)", m -> "must have at most " + m.group(1) + " characters"),
          Phrase.of(
              "must have at (least|most) (\\d+) elements",
              m -> "must have at " + m.group(1) + " " + m.group(2) + " elements"),
          Phrase.of("requested date format", m -> "must be a time like 2026-12-01T02:00:00Z"),
          Phrase.of(
              "(?i)^instance value \\((.*)\\) not found in enum \\(possible values: \\[(.*)]\\)",
              m -> none(m.group(1), listed(m.group(2)))),
          Phrase.of("does not match input string|ECMA 262 regex", m -> "has not the form it needs"),
          Phrase.of("^Unable to parse JSON - (.*)", m -> "is no JSON: " + Json.fault(m.group(1))),
          Phrase.of("^A request body is required", m -> "is required"));

  private ContractWords() {}

  /** One error with its field. */
  static FieldError error(ValidationReport.Message message) {
    String text = message.getMessage().lines().findFirst().orElse("");
    text = text.replaceFirst("^\\[Path '[^']*'] ", "");
    String field =
        message
            .getContext()
            .flatMap(ValidationReport.MessageContext::getPointers)
            .map(pointers -> path(pointers.getInstance()))
            .orElse("");
    var unknown = UNKNOWN.matcher(text);
    if (unknown.find()) {
      return FieldError.unknown(below(field, unknown.group(1)), List.of());
    }
    var missing = MISSING.matcher(text);
    if (missing.find()) {
      return new FieldError(below(field, missing.group(1)), "is required");
    }
    return new FieldError(field.isEmpty() ? whole(message) : field, words(text));
  }

  /** The parameter that a message is about, or else the body. */
  private static String whole(ValidationReport.Message message) {
    return message
        .getContext()
        .flatMap(ValidationReport.MessageContext::getParameter)
        .map(Parameter::getName)
        .orElse("body");
  }

  private static String words(String text) {
    var type = TYPE.matcher(text);
    if (type.find()) {
      return type.group(1).equals("null") ? "is required" : "must be " + wanted(type.group(2));
    }
    for (Phrase phrase : PHRASES) {
      var said = phrase.theirs().matcher(text);
      if (said.find()) {
        return phrase.ours().apply(said.toMatchResult());
      }
    }
    return text;
  }

  private static String none(String value, List<String> known) {
    return FieldError.oneOf("", unquoted(value), known).message();
  }

  private static String unquoted(String value) {
    return value.strip().replaceAll("^\"|\"$", "");
  }

  private static String wanted(String types) {
    return listed(types).stream()
        .map(type -> WANTED.getOrDefault(type, type))
        .collect(Collectors.joining(" or "));
  }

  private static List<String> listed(String values) {
    return Arrays.stream(values.split(","))
        .map(ContractWords::unquoted)
        .filter(value -> !value.equals("null"))
        .toList();
  }

  /** {@code /steps/0/priority} as {@code steps[0].priority}. */
  private static String path(String pointer) {
    return pointer
        .replaceFirst("^/", "")
        .replaceAll("/(\\d+)(?=/|$)", "[$1]")
        .replace('/', '.')
        .replace("~1", "/")
        .replace("~0", "~");
  }

  private static String below(String parent, String field) {
    return parent.isEmpty() ? field : parent + "." + field;
  }
}
