package dev.quern.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Requests made of the schemas of {@code config/openapi.yaml}, right ones and wrong ones: no answer
 * is the server's fault, each has a documented status, and each error is a problem. {@code
 * -Dquern.fuzz=5000} sends more of them, {@code -Dquern.fuzz.seed=N} the same again.
 */
class ContractFuzzFlowTests extends FlowTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** They last, or call others. */
  private static final Set<String> LEFT_OUT =
      Set.of("/tasks/{id}/events", "/projects/{id}/export/push");

  private static final List<Object> STRANGE =
      List.of(
          "",
          " ",
          "null",
          "true",
          "-1",
          "é水🎵",
          "a\u0000b",
          "'",
          "\"",
          "../..",
          "%00",
          "${x}",
          "{text}",
          "a".repeat(5000),
          0,
          -1,
          1.5,
          Integer.MAX_VALUE,
          Long.MAX_VALUE,
          1e300,
          true,
          false,
          List.of(),
          List.of(1, "a"),
          Map.of(),
          Map.of("a", 1));

  private final long seed = Long.getLong("quern.fuzz.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final List<String> ids = new ArrayList<>(List.of("none", "x y", "é水", "'a'", "null"));

  private record Call(String path, PathItem.HttpMethod method, Operation operation) {}

  @Test
  void answersWhateverComesAsTheContractSays() throws Exception {
    ids.add(rest.projectWithChunks(2));
    ids.add(ids.get(ids.size() - 1));
    List<Call> calls = calls();
    System.out.println("fuzz: seed " + seed);
    int requests = Integer.getInteger("quern.fuzz", 500);
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      send(calls.get(random.nextInt(calls.size())), faults);
    }
    assertThat(faults).as("seed " + seed).isEmpty();
    assertThat(rest.get("/actuator/health").status()).isEqualTo(200);
  }

  private static List<Call> calls() {
    ParseOptions whole = new ParseOptions();
    whole.setResolve(true);
    whole.setResolveFully(true);
    List<Call> calls = new ArrayList<>();
    new OpenAPIV3Parser()
        .readLocation("config/openapi.yaml", null, whole)
        .getOpenAPI()
        .getPaths()
        .forEach(
            (path, item) ->
                item.readOperationsMap()
                    .forEach(
                        (method, operation) -> {
                          List<Parameter> all = new ArrayList<>();
                          if (item.getParameters() != null) {
                            all.addAll(item.getParameters());
                          }
                          if (operation.getParameters() != null) {
                            all.addAll(operation.getParameters());
                          }
                          operation.setParameters(all);
                          if (!LEFT_OUT.contains(path)) {
                            calls.add(new Call(path, method, operation));
                          }
                        }));
    return calls;
  }

  private void send(Call call, List<String> faults) throws Exception {
    String path = call.path();
    StringBuilder query = new StringBuilder();
    boolean shared = // what other tests need stays
        call.path().matches("/(projects|providers)/\\{id}")
            && call.method() != PathItem.HttpMethod.GET;
    for (Parameter parameter : call.operation().getParameters()) {
      if ("path".equals(parameter.getIn())) {
        String id = shared ? "none" : ids.get(random.nextInt(ids.size()));
        path = path.replace("{" + parameter.getName() + "}", encoded(id));
      } else if (random.nextInt(3) == 0) {
        Object value = value(parameter.getSchema(), 0);
        query.append(query.isEmpty() ? '?' : '&').append(parameter.getName()).append('=');
        query.append(encoded(value instanceof String s ? s : JSON.writeValueAsString(value)));
      }
    }
    String body = body(call);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api" + path + query))
            .header("Content-Type", random.nextInt(20) == 0 ? "text/plain" : "application/json")
            .method(
                call.method().name(),
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
    String fault = fault(call, answer);
    if (!fault.isEmpty()) {
      faults.add(
          "%s %s %s%n  %s%n  %d %s"
              .formatted(
                  call.method(),
                  path + query,
                  shortened(body),
                  fault,
                  answer.statusCode(),
                  shortened(answer.body())));
    }
    if (answer.statusCode() < 300 && answer.body().startsWith("{") && ids.size() < 200) {
      ids.add(JSON.readTree(answer.body()).path("id").asText("none"));
    }
  }

  private static String fault(Call call, HttpResponse<String> answer) {
    int status = answer.statusCode();
    String type = answer.headers().firstValue("Content-Type").orElse("");
    if (status >= 500 && status != 502) {
      return "is the server's fault";
    }
    if (status >= 400 && !type.startsWith("application/problem+json")) {
      return "is no problem but " + type;
    }
    boolean anywhere = Set.of(400, 404, 405, 406, 415).contains(status);
    if (!anywhere && !call.operation().getResponses().containsKey(String.valueOf(status))) {
      return "is not documented";
    }
    return "";
  }

  private String body(Call call) throws JsonProcessingException {
    var wanted = call.operation().getRequestBody();
    if (wanted == null) {
      return random.nextInt(10) == 0 ? "{}" : null;
    }
    var json = wanted.getContent().get("application/json");
    if (json == null || json.getSchema() == null || random.nextInt(20) == 0) {
      return JSON.writeValueAsString(strange());
    }
    String whole = JSON.writeValueAsString(value(json.getSchema(), 0));
    return random.nextInt(30) == 0 ? whole.substring(0, random.nextInt(whole.length())) : whole;
  }

  private Object strange() {
    return STRANGE.get(random.nextInt(STRANGE.size()));
  }

  /** A value that the schema allows, mostly. */
  private Object value(Schema<?> schema, int depth) {
    if (schema == null || random.nextInt(12) == 0) {
      return strange();
    }
    if (schema.getEnum() != null && !schema.getEnum().isEmpty()) {
      return schema.getEnum().get(random.nextInt(schema.getEnum().size()));
    }
    String type = schema.getType() == null ? "object" : schema.getType();
    return switch (type) {
      case "boolean" -> random.nextBoolean();
      case "integer", "number" -> number(schema);
      case "array" -> list(schema, depth);
      case "string" -> text(schema);
      default -> object(schema, depth);
    };
  }

  private Object number(Schema<?> schema) {
    long low = schema.getMinimum() == null ? 0 : schema.getMinimum().longValue();
    long high = schema.getMaximum() == null ? 1000 : schema.getMaximum().longValue();
    return switch (random.nextInt(8)) {
      case 0 -> low - 1;
      case 1 -> high + 1;
      case 2 -> high;
      case 3 -> low;
      default -> low + (long) (random.nextDouble() * Math.min(100, Math.max(1, high - low)));
    };
  }

  private Object text(Schema<?> schema) {
    if ("date-time".equals(schema.getFormat())) {
      return random.nextInt(4) == 0 ? "tomorrow" : "2099-12-01T02:00:00Z";
    }
    List<String> words =
        List.of("text-processing", "question-generation", "default", "en", "markdown", "a word");
    return random.nextInt(3) == 0
        ? ids.get(random.nextInt(ids.size()))
        : words.get(random.nextInt(words.size()));
  }

  private Object list(Schema<?> schema, int depth) {
    List<Object> list = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0 && depth < 5; i--) {
      list.add(value(schema.getItems(), depth + 1));
    }
    return list;
  }

  private Object object(Schema<?> schema, int depth) {
    Map<String, Object> object = new LinkedHashMap<>();
    if (schema.getProperties() != null && depth < 5) {
      schema
          .getProperties()
          .forEach(
              (name, property) -> {
                boolean required =
                    schema.getRequired() != null && schema.getRequired().contains(name);
                if (random.nextInt(10) < (required ? 9 : 3)) {
                  object.put(name, value(property, depth + 1));
                }
              });
    }
    if (random.nextInt(12) == 0) {
      object.put("something", strange());
    }
    return object;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String shortened(String text) {
    return text == null ? "" : text.length() < 400 ? text : text.substring(0, 400) + "…";
  }
}
