package dev.quern.flow;

import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quern.testing.ContractCall;
import dev.quern.testing.ContractRequests;
import dev.quern.testing.ContractRequests.Sent;
import dev.quern.testing.OpenApiDocument;
import dev.quern.testing.SeenIds;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
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
  private final SeenIds ids = new SeenIds(random);
  private final ContractRequests requests = new ContractRequests(random, ids, noOneElseIsCalled());
  private final Map<String, Integer> answers = new TreeMap<>();

  @Test
  void answersWhateverComesAsTheContractSays() throws Exception {
    String project = rest.projectWithQuestions("Where is the mill?", "What drives it?");
    rest.end(rest.task(project, aTask("answer-generation")));
    ids.remember("/projects", List.of(project));
    List<ContractCall> calls = ContractCall.all();
    int most = Integer.getInteger("quern.fuzz", 500);
    System.out.println("fuzz: " + most + " requests, seed " + seed);
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      send(requests.next(calls.get(random.nextInt(calls.size()))), faults);
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

  private void send(Sent sent, List<String> faults) throws Exception {
    HttpResponse<String> answer;
    try {
      answer = answer(sent);
    } catch (IOException e) {
      faults.add("%s%n  %s".formatted(sent, e));
      return;
    }
    answers.merge((sent.right() ? "right " : "wrong ") + answer.statusCode(), 1, Integer::sum);
    String fault = fault(sent, answer);
    if (!fault.isEmpty()) {
      String body = ContractRequests.shortened(answer.body());
      faults.add("%s%n  %s%n  %d %s".formatted(sent, fault, answer.statusCode(), body));
    }
    String type = answer.headers().firstValue("Content-Type").orElse("");
    if (answer.statusCode() < 300 && type.equals("application/json")) {
      JsonNode json = JSON.readTree(answer.body());
      List<String> named = (json.has("items") ? json.path("items") : json).findValuesAsText("id");
      String path = sent.call().path();
      ids.remember(path, path.equals("/projects") ? List.of() : named);
    }
  }

  private HttpResponse<String> answer(Sent sent) throws IOException, InterruptedException {
    return HTTP.send(
        sent.to("http://127.0.0.1:" + port + "/api"),
        info ->
            sent.call().isStream() && info.statusCode() == 200
                ? BodySubscribers.mapping(BodySubscribers.ofInputStream(), this::hungUp)
                : BodyHandlers.ofString().apply(info));
  }

  private static String fault(Sent sent, HttpResponse<String> answer)
      throws JsonProcessingException {
    ContractCall call = sent.call();
    int status = answer.statusCode();
    if (status >= 500 && !(status == 502 && call.describes(status))) {
      return "is the server's fault";
    }
    List<String> faults = new ArrayList<>(OpenApiDocument.faults(answer));
    if (status < 300) {
      OpenApiDocument.requestFaults(answer, sent.wantedBody()).stream()
          .filter(f -> !(call.isImport() && f.startsWith("Unable to parse JSON"))) // its lines are
          .forEach(f -> faults.add("was done: " + f));
    }
    if (sent.right() && status == 400 && !call.isImport() && !isUnsaid(answer)) {
      faults.add("is refused though the schema allows it");
    }
    return String.join("; ", faults);
  }

  private static boolean isUnsaid(HttpResponse<String> answer) throws JsonProcessingException {
    for (JsonNode error : JSON.readTree(answer.body()).path("errors")) {
      if (UNSAID.contains(error.path("field").asText().replaceFirst("\\[.*", ""))) {
        return true;
      }
    }
    return false;
  }

  private String hungUp(InputStream body) {
    try {
      body.close();
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
