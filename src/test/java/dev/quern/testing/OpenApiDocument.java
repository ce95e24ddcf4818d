package dev.quern.testing;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code config/openapi.yaml}, and whether what goes over the wire is as it says. */
public final class OpenApiDocument {

  private static final String FILE = "config/openapi.yaml";

  /**
   * What no operation lists: methods and types that it does not have, and the server's own fault.
   */
  private static final Set<Integer> ANYWHERE = Set.of(405, 406, 500);

  private static final OpenApiInteractionValidator VALIDATOR =
      OpenApiInteractionValidator.createForSpecificationUrl(FILE).build();

  private static final Map<String, Operation> OPERATIONS = readOperations();

  private OpenApiDocument() {}

  /** The document with its references as they are written. */
  public static OpenAPI parsed() {
    var result = new OpenAPIV3Parser().readLocation(FILE, null, new ParseOptions());
    if (!result.getMessages().isEmpty()) {
      throw new AssertionError(FILE + ": " + result.getMessages());
    }
    return result.getOpenAPI();
  }

  /** Every operation by method and path, with nameless parameters: {@code GET /api/tasks/{}}. */
  public static Map<String, Operation> operations() {
    return OPERATIONS;
  }

  private static Map<String, Operation> readOperations() {
    var document = parsed();
    var base = document.getServers().get(0).getUrl();
    var operations = new TreeMap<String, Operation>();
    document
        .getPaths()
        .forEach(
            (path, item) ->
                item.readOperationsMap()
                    .forEach(
                        (method, op) -> operations.put(method + " " + nameless(base + path), op)));
    return operations;
  }

  /** The path with nameless parameters. */
  public static String nameless(String path) {
    return path.replaceAll("\\{[^}]*}", "{}");
  }

  /** Whether Camel routes serve the operation, and not Spring MVC. */
  public static boolean servedByCamel(Operation operation) {
    var extensions = operation.getExtensions();
    return extensions != null && "camel".equals(extensions.get("x-served-by"));
  }

  /**
   * Fails unless the answer is one that the document describes; where it is a success, the request
   * has to be, too.
   *
   * @param sent the request's body, null for none
   */
  public static void check(HttpResponse<String> answer, String sent) {
    var uri = answer.request().uri();
    var method = Request.Method.valueOf(answer.request().method());
    var operation = method + " " + uri.getPath();
    if (ANYWHERE.contains(answer.statusCode()) || !describes(uri, method)) {
      return;
    }
    refuse(operation, VALIDATOR.validateResponse(uri.getPath(), method, response(answer)));
    if (answer.statusCode() < 300) {
      refuse(operation, VALIDATOR.validateRequest(request(answer, sent)));
    }
  }

  /** How the answer is not as the document says; empty where it is. */
  public static List<String> faults(HttpResponse<String> answer) {
    var method = Request.Method.valueOf(answer.request().method());
    var path = answer.request().uri().getRawPath();
    var faults = messages(VALIDATOR.validateResponse(path, method, response(answer)));
    var type = answer.headers().firstValue("Content-Type").orElse("");
    // A file may be empty; only JSON has to have something.
    return !type.contains("json") || type.contains("jsonl")
        ? faults.stream().filter(fault -> !fault.contains("no response body found")).toList()
        : faults;
  }

  /** How the request of an answer is not as the document says; empty where it is. */
  public static List<String> requestFaults(HttpResponse<String> answer, String sent) {
    return messages(VALIDATOR.validateRequest(request(answer, sent)));
  }

  private static List<String> messages(ValidationReport report) {
    return report.getMessages().stream()
        .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
        .map(ValidationReport.Message::getMessage)
        .toList();
  }

  private static boolean describes(URI uri, Request.Method method) {
    var pattern = method + " " + uri.getPath();
    return operations().keySet().stream()
        .anyMatch(known -> pattern.matches(known.replace("{}", "[^/]+")));
  }

  private static SimpleResponse response(HttpResponse<String> answer) {
    var response = SimpleResponse.Builder.status(answer.statusCode());
    answer.headers().map().forEach((name, values) -> response.withHeader(name, values));
    return (answer.body().isEmpty() ? response : response.withBody(answer.body())).build();
  }

  private static SimpleRequest request(HttpResponse<String> answer, String sent) {
    var uri = answer.request().uri();
    var request = new SimpleRequest.Builder(answer.request().method(), uri.getRawPath());
    answer.request().headers().map().forEach((name, values) -> request.withHeader(name, values));
    if (uri.getQuery() != null) {
      for (var pair : uri.getQuery().split("&")) {
        var parts = pair.split("=", 2);
        if (parts.length > 1 && !parts[1].isEmpty()) { // an empty one counts as not given
          request.withQueryParam(parts[0], parts[1]);
        }
      }
    }
    return (sent == null ? request : request.withBody(sent)).build();
  }

  private static void refuse(String operation, ValidationReport report) {
    if (report.hasErrors()) {
      throw new AssertionError(
          report.getMessages().stream()
              .map(Object::toString)
              .collect(
                  Collectors.joining("\n", operation + " is not as " + FILE + " says:\n", "")));
    }
  }
}
