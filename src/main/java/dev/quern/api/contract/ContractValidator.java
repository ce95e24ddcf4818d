package dev.quern.api.contract;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quern.api.problem.Problem;
import dev.quern.api.problem.Problems;
import dev.quern.error.FieldError;
import io.swagger.v3.oas.models.OpenAPI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.RestClientRequestValidator;
import org.apache.camel.support.MessageHelper;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Validates requests to the Rest DSL's routes against the contract. Camel uses this bean instead of
 * its own validator, which builds the rules for each request and answers in plain text.
 */
@Component
class ContractValidator implements RestClientRequestValidator {

  private static final String BASE = "/api";

  /** The validator's key for a body of a type that the operation does not take. */
  private static final String OTHER_TYPE = "validation.request.contentType.notAllowed";

  /** Camel removes quotes from arguments of beans, so an id in quotes would be the bare id. */
  private static final Pattern IN_QUOTES = Pattern.compile("(['\"]).*\\1");

  private final ObjectMapper json;
  private volatile @Nullable OpenApiInteractionValidator rules;

  ContractValidator(ObjectMapper json) {
    this.json = json;
  }

  @Override
  public @Nullable ValidationError validate(Exchange exchange, ValidationContext context) {
    OpenAPI contract = exchange.getProperty(Exchange.REST_OPENAPI, OpenAPI.class);
    Message message = exchange.getMessage();
    String contentType = message.getHeader(Exchange.CONTENT_TYPE, String.class);
    Problem quoted = quoted(message);
    if (quoted != null) {
      return answer(exchange, quoted);
    }
    if (contract == null || contentType != null && contentType.startsWith("multipart/")) {
      return null; // parts are checked by the route that takes them
    }
    String path = message.getHeader(Exchange.HTTP_PATH, "", String.class);
    SimpleRequest.Builder request =
        new SimpleRequest.Builder(
            message.getHeader(Exchange.HTTP_METHOD, String.class),
            path.startsWith(BASE) ? path.substring(BASE.length()) : path);
    String body = MessageHelper.extractBodyAsString(message);
    if (body != null && !body.isBlank()) {
      Optional<FieldError> fault = JsonTextCheck.fault(body);
      if (fault.isPresent()) {
        return answer(exchange, List.of(fault.get()));
      }
      request.withContentType("application/json").withBody(body);
    }
    ValidationReport report = rules(contract).validateRequest(request.build());
    if (report.getMessages().stream().anyMatch(m -> m.getKey().equals(OTHER_TYPE))) {
      return answer(
          exchange, Problems.of(415, "This needs a multipart/form-data body.", List.of()));
    }
    return report.hasErrors() ? answer(exchange, errors(report)) : null;
  }

  private OpenApiInteractionValidator rules(OpenAPI contract) {
    OpenApiInteractionValidator known = rules;
    if (known == null) {
      // Query parameters are read, and refused, where they are used; forms too, in better words.
      LevelResolver levels =
          LevelResolver.create()
              .withLevel("validation.request.parameter.query", ValidationReport.Level.IGNORE)
              .withLevel("validation.request.body.schema.pattern", ValidationReport.Level.IGNORE)
              .withLevel("validation.request.body.schema.oneOf", ValidationReport.Level.IGNORE)
              .withLevel(
                  "validation.request.body.schema.minProperties", ValidationReport.Level.IGNORE)
              .build();
      known =
          OpenApiInteractionValidator.createFor(contract)
              .withBasePathOverride("/")
              .withLevelResolver(levels)
              .build();
      rules = known;
    }
    return known;
  }

  private static List<FieldError> errors(ValidationReport report) {
    return report.getMessages().stream()
        .filter(m -> m.getLevel() == ValidationReport.Level.ERROR)
        .map(ContractWords::error)
        .toList();
  }

  private ValidationError answer(Exchange exchange, List<FieldError> errors) {
    String detail = errors.get(0).field() + ": " + errors.get(0).message();
    return answer(exchange, Problems.of(400, detail, errors));
  }

  private static @Nullable Problem quoted(Message message) {
    String path = message.getHeader(Exchange.HTTP_PATH, "", String.class);
    for (String segment : path.split("/")) {
      if (isInQuotes(segment)) {
        return Problems.of(404, "There is nothing named " + decoded(segment) + ".", List.of());
      }
    }
    String query = message.getHeader(Exchange.HTTP_QUERY, "", String.class);
    for (String parameter : query.split("&")) {
      String[] named = parameter.split("=", 2);
      // What is null to Camel, the text null, would count as not given.
      boolean isNull = named.length == 2 && decoded(named[1]).equals("null");
      if (isNull || named.length == 2 && isInQuotes(named[1])) {
        String fault = isNull ? "must not be null" : "must not stand in quotes";
        FieldError error = new FieldError(named[0], fault);
        return Problems.of(400, named[0] + " " + fault + ".", List.of(error));
      }
    }
    return null;
  }

  private static boolean isInQuotes(String text) {
    return IN_QUOTES.matcher(decoded(text)).matches();
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private ValidationError answer(Exchange exchange, Problem problem) {
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, Problem.MEDIA_TYPE);
    try {
      return new ValidationError(problem.status(), json.writeValueAsString(problem));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
