package dev.quern.flow;

import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quern.testing.OpenApiDocument;
import dev.quern.testing.SchemaValues;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Requests made of the schemas of {@code config/openapi.yaml}, right ones and wrong ones: no answer
 * is the server's fault, each has a documented status and content type and the form of its schema,
 * and what the contract forbids is not done. {@code -Dquern.fuzz=5000} sends more of them, as the
 * profile {@code long} does, {@code -Dquern.fuzz.seed=N} the same again.
 */
class ContractFuzzFlowTests extends FlowTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** What rules are about that JSON Schema cannot say: most hold between two fields. */
  private static final Set<String> UNSAID =
      Set.of(
          "after", // not with offset
          "removed_by", // with removed=true alone
          "min_score", // not of every kind
          "supported",
          "format",
          "as", // not with every format
          "at", // within the chunk
          "model", // offline has one
          "temperature", // anthropic's end at 1
          "id", // as in the path
          "custom_prompt", // has the placeholders of its type
          "input", // names something
          "labels", // of a template that is changed: as its answer_type has them
          "schema",
          "example",
          "steps"); // exports behind tasks

  private final long seed = Long.getLong("quern.fuzz.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final List<String> ids = new ArrayList<>(List.of("none", "x y", "é水", "'a'", "null"));
  private final SchemaValues values = new SchemaValues(random, ids, noOneElseIsCalled());
  private final Map<String, List<String>> known = new HashMap<>();
  private final Map<String, Integer> answers = new TreeMap<>();

  private record Call(String path, PathItem.HttpMethod method, Operation operation) {}

  /** A body as it is sent, null for none. */
  private record Body(String type, String text) {}

  @Test
  void answersWhateverComesAsTheContractSays() throws Exception {
    String project = rest.projectWithQuestions("Where is the mill?", "What drives it?");
    rest.end(rest.task(project, aTask("answer-generation")));
    remember("/projects", List.of(project));
    List<Call> calls = calls();
    int requests = Integer.getInteger("quern.fuzz", 500);
    System.out.println("fuzz: " + requests + " requests, seed " + seed);
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      send(calls.get(random.nextInt(calls.size())), faults);
    }
    System.out.println("fuzz: " + answers);
    assertThat(faults).as("seed " + seed).isEmpty();
    assertThat(rest.get("/actuator/health").status()).isEqualTo(200);
  }

  private static Map<String, Object> noOneElseIsCalled() {
    Map<String, Object> always = new HashMap<>();
    always.put("base_url", MODELS.baseUrl());
    always.put("endpoint", "http://127.0.0.1:1");
    always.put("notify_url", null);
    always.put("requests_per_minute", null); // a call would wait for its turn for minutes
    always.put("tokens_per_minute", null);
    return always;
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
                          calls.add(new Call(path, method, operation));
                        }));
    return calls;
  }

  private void send(Call call, List<String> faults) throws Exception {
    boolean right = random.nextInt(3) == 0;
    String path = path(call, right);
    Body body = body(call, right);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api" + path))
            .timeout(Duration.ofMinutes(3))
            .method(
                call.method().name(),
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.text()));
    if (body != null) {
      request.header("Content-Type", body.type());
    }
    boolean isStream = call.path().endsWith("/events");
    HttpResponse<String> answer;
    try {
      answer =
          HTTP.send(
              request.build(),
              info ->
                  isStream && info.statusCode() == 200
                      ? BodySubscribers.mapping(BodySubscribers.ofInputStream(), this::hungUp)
                      : BodyHandlers.ofString().apply(info));
    } catch (IOException e) {
      faults.add("%s %s %s%n  %s".formatted(call.method(), path, body, e));
      return;
    }
    answers.merge((right ? "right " : "wrong ") + answer.statusCode(), 1, Integer::sum);
    String sent = body == null ? null : body.text();
    String fault = fault(call, answer, call.operation().getRequestBody() == null ? null : sent);
    if (right && answer.statusCode() == 400 && !isImport(call)) {
      fault += refusedThoughRight(answer);
    }
    if (!fault.isEmpty()) {
      faults.add(
          "%s %s %s%n  %s%n  %d %s"
              .formatted(
                  call.method(),
                  path,
                  shortened(sent),
                  fault,
                  answer.statusCode(),
                  shortened(answer.body())));
    }
    String type = answer.headers().firstValue("Content-Type").orElse("");
    if (answer.statusCode() < 300 && type.equals("application/json")) {
      JsonNode json = JSON.readTree(answer.body());
      List<String> named = (json.has("items") ? json.path("items") : json).findValuesAsText("id");
      remember(call.path(), call.path().equals("/projects") ? List.of() : named);
    }
  }

  /** The ids of what a path lists or makes, for the paths below it and for bodies. */
  private void remember(String path, List<String> named) {
    List<String> these = known.computeIfAbsent(path, p -> new ArrayList<>());
    named.stream().filter(id -> these.size() < 50 && !these.contains(id)).forEach(these::add);
    named.stream().filter(id -> ids.size() < 200 && !ids.contains(id)).forEach(ids::add);
  }

  private String id(String parent, boolean right) {
    List<String> those = known.getOrDefault(parent, List.of());
    List<String> from = those.isEmpty() || random.nextInt(right ? 20 : 4) == 0 ? ids : those;
    return from.get(random.nextInt(from.size()));
  }

  private static String fault(Call call, HttpResponse<String> answer, String sent) {
    int status = answer.statusCode();
    boolean asDescribed = call.operation().getResponses().containsKey(String.valueOf(status));
    if (status >= 500 && !(status == 502 && asDescribed)) {
      return "is the server's fault";
    }
    List<String> faults = new ArrayList<>(OpenApiDocument.faults(answer));
    if (status < 300) {
      OpenApiDocument.requestFaults(answer, sent).stream()
          .filter(
              f ->
                  !(isImport(call)
                      && f.startsWith("Unable to parse JSON"))) // its lines are refused
          .forEach(f -> faults.add("was done: " + f));
    }
    return String.join("; ", faults);
  }

  /** Of a file, whose form is not the schema's. */
  private static boolean isImport(Call call) {
    return call.path().endsWith("/import");
  }

  private static String refusedThoughRight(HttpResponse<String> answer)
      throws JsonProcessingException {
    for (JsonNode error : JSON.readTree(answer.body()).path("errors")) {
      if (UNSAID.contains(error.path("field").asText().replaceFirst("\\[.*", ""))) {
        return "";
      }
    }
    return "is refused though the schema allows it";
  }

  private String hungUp(InputStream body) {
    try {
      body.close();
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String path(Call call, boolean right) throws JsonProcessingException {
    String path = call.path();
    StringBuilder query = new StringBuilder();
    boolean shared = // what other tests need stays
        call.path().matches("/(projects|providers)/\\{id}")
            && call.method() != PathItem.HttpMethod.GET;
    for (Parameter parameter : call.operation().getParameters()) {
      if ("path".equals(parameter.getIn())) {
        String named = "{" + parameter.getName() + "}";
        String parent = call.path().substring(0, call.path().indexOf("/" + named));
        String id = shared ? "none" : id(parent, right);
        boolean fits = !right || SchemaValues.fits(id, parameter.getSchema());
        path = path.replace(named, encoded(fits ? id : "none"));
      } else if (random.nextInt(3) == 0) {
        Object value = value(parameter.getSchema(), right);
        query.append(query.isEmpty() ? '?' : '&').append(parameter.getName()).append('=');
        query.append(encoded(value instanceof String s ? s : JSON.writeValueAsString(value)));
      }
    }
    return path + query;
  }

  private Object value(Schema<?> schema, boolean right) {
    return right ? values.right(schema) : values.wrong(schema);
  }

  private Body body(Call call, boolean right) throws JsonProcessingException {
    var wanted = call.operation().getRequestBody();
    if (wanted == null) {
      return !right && random.nextInt(10) == 0 ? new Body("application/json", "{}") : null;
    }
    Content content = wanted.getContent();
    if (!right && random.nextInt(20) == 0) {
      String type = random.nextBoolean() ? "text/plain" : "application/xml";
      return new Body(type, JSON.writeValueAsString(values.strange()));
    }
    if (content.containsKey("multipart/form-data") && (right || random.nextInt(4) > 0)) {
      return parts(right);
    }
    var json = content.get("application/json");
    if (json == null || json.getSchema() == null || !right && random.nextInt(20) == 0) {
      return new Body("application/json", JSON.writeValueAsString(values.strange()));
    }
    String whole = JSON.writeValueAsString(value(json.getSchema(), right));
    boolean cut = !right && random.nextInt(30) == 0;
    return new Body(
        "application/json", cut ? whole.substring(0, random.nextInt(whole.length())) : whole);
  }

  private Body parts(boolean right) {
    StringBuilder body = new StringBuilder();
    List<String> names =
        right
            ? List.of("a.md", "b.txt")
            : List.of("", "a.pdf", "../x", "é水.png", "a\tb", "a.jsonl");
    for (int i = random.nextInt(3); i >= 0; i--) {
      String name = names.get(random.nextInt(names.size()));
      body.append(
              "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n"
                  .formatted(name))
          .append(right ? "A mill, number " + i + "." : String.valueOf(values.strange()))
          .append("\r\n");
    }
    return new Body("multipart/form-data; boundary=x", body + (right ? "--x--\r\n" : "--x"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String shortened(String text) {
    return text == null ? "" : text.length() < 400 ? text : text.substring(0, 400) + "…";
  }
}
