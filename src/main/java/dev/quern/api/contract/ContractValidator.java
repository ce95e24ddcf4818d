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
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.RestClientRequestValidator;
import org.apache.camel.support.MessageHelper;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Holds requests to the Rest DSL's routes against the contract. Camel finds this bean in place of
 * its own validator, which builds the rules anew for each request and answers in plain text.
 */
@Component
class ContractValidator implements RestClientRequestValidator {

  private static final String BASE = "/api";
  private static final Pattern UNKNOWN =
      Pattern.compile("properties which are not allowed by the schema: \\[\"([^\"]*)\"");
  private static final Pattern MISSING =
      Pattern.compile("missing required properties \\(\\[\"([^\"]*)\"");

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
    return report.hasErrors() ? answer(exchange, errors(report)) : null;
  }

  private OpenApiInteractionValidator rules(OpenAPI contract) {
    OpenApiInteractionValidator known = rules;
    if (known == null) {
      // Query parameters are read, and refused, where they are used.
      LevelResolver levels =
          LevelResolver.create()
              .withLevel("validation.request.parameter.query", ValidationReport.Level.IGNORE)
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
        .map(ContractValidator::error)
        .toList();
  }

  private ValidationError answer(Exchange exchange, List<FieldError> errors) {
    String detail = errors.get(0).field() + ": " + errors.get(0).message();
    Problem problem = Problems.of(400, detail, errors);
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, Problem.MEDIA_TYPE);
    try {
      return new ValidationError(problem.status(), json.writeValueAsString(problem));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The validator's words without its inner ones, under the field that they are about. */
  private static FieldError error(ValidationReport.Message message) {
    String text = message.getMessage().lines().findFirst().orElse("");
    text = text.replaceFirst("^\\[Path '[^']*'] ", "");
    String field =
        message
            .getContext()
            .flatMap(ValidationReport.MessageContext::getPointers)
            .map(pointers -> pointers.getInstance().replaceFirst("^/", "").replace('/', '.'))
            .orElse("");
    Matcher unknown = UNKNOWN.matcher(text);
    Matcher missing = MISSING.matcher(text);
    if (unknown.find()) {
      return new FieldError(below(field, unknown.group(1)), "is not known here");
    }
    if (missing.find()) {
      return new FieldError(below(field, missing.group(1)), "is required");
    }
    return new FieldError(field.isEmpty() ? "body" : field, text);
  }

  private static String below(String parent, String field) {
    return parent.isEmpty() ? field : parent + "." + field;
  }
}
