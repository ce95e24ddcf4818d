package dev.quern.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.report.ValidationReport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the document lets through to the routes that it validates requests for, and what it holds
 * back.
 */
class OpenApiRequestTests {

  private static final OpenApiInteractionValidator VALIDATOR =
      OpenApiInteractionValidator.createForSpecificationUrl("config/openapi.yaml").build();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'task_type': 'text-processing'}",
        "{'task_type': 'never-heard-of', 'config': {'anything': [1, {'a': null}]}, 'language': 'tr'}",
        "{'task_type': 'a', 'input': null, 'depends_on': null, 'run_at': null, 'max_cost': null, 'language': null}",
        "{'task_type': 'a', 'input': {'file_ids': ['x'], 'chunk_ids': null}, 'run_at': '2026-12-01T02:00:00Z'}",
        "{'task_type': 'a', 'priority': -1000, 'max_failed_ratio': 1, 'max_task_attempts': 3, 'cache': true}",
        "{'task_type': 'a', 'max_duration': 'PT8H', 'max_tokens_total': 5000000000, 'max_cost': 20.5, 'notify_url': 'http://a/b'}"
      })
  void takesATask(String body) {
    assertThat(post("/api/projects/p/tasks", body).getMessages()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/tasks | {}",
        "/tasks | {'task_type': 3}",
        "/tasks | {'task_type': null}",
        "/tasks | {'task_type': 'a', 'priority': '3'}",
        "/tasks | {'task_type': 'a', 'priority': 1001}",
        "/tasks | {'task_type': 'a', 'priority': 1.5}",
        "/tasks | {'task_type': 'a', 'confg': {}}",
        "/tasks | {'task_type': 'a', 'config': []}",
        "/tasks | {'task_type': 'a', 'input': {'files': []}}",
        "/tasks | {'task_type': 'a', 'input': {'file_ids': 'x'}}",
        "/tasks | {'task_type': 'a', 'input': {'file_ids': [1]}}",
        "/tasks | {'task_type': 'a', 'run_at': 'tomorrow'}",
        "/tasks | {'task_type': 'a', 'max_failed_ratio': 1.1}",
        "/tasks | {'task_type': 'a', 'cache': 'true'}",
        "/tasks | []",
        "/tasks | {'task_type':",
        "/tasks | ``",
        "/pipelines | {'steps': []}",
        "/pipelines | {'steps': [{'task': 'a'}]}",
        "/pipelines | {'steps': [{'export': {'fromat': 'alpaca'}}]}",
        "/pipelines | {'input': {}}"
      })
  void refusesWhatIsNoTaskOrPipeline(String path, String body) {
    assertThat(post("/api/projects/p" + path, body).hasErrors()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'steps': [{'task_type': 'a', 'config': {'x': 1}}, {'export': {'format': 'alpaca', 'as': 'jsonl'}}]}",
        "{'input': {'file_ids': ['x']}, 'steps': [{'task_type': 'a'}]}"
      })
  void takesAPipeline(String body) {
    assertThat(post("/api/projects/p/pipelines", body).getMessages()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cancel", "pause", "resume"})
  void needsNoBodyToControlATask(String verb) {
    assertThat(post("/api/tasks/t/" + verb, "").getMessages()).isEmpty();
    assertThat(post("/api/tasks/t/" + verb, "{}").getMessages()).isEmpty();
    assertThat(post("/api/tasks/t/" + verb, "{'x': 1}").hasErrors()).isTrue();
    var bare = SimpleRequest.Builder.post("/api/tasks/t/" + verb).build();
    assertThat(VALIDATOR.validateRequest(bare).getMessages()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "limit=1000&offset=0,true",
    "limit=0,false",
    "limit=1001,false",
    "limit=x,false",
    "offset=-1,false",
    "unknown=1,true"
  })
  void checksThePagesOfALists(String query, boolean good) {
    var request = SimpleRequest.Builder.get("/api/projects/p/files");
    for (var pair : query.split("&")) {
      request.withQueryParam(pair.split("=")[0], pair.split("=")[1]);
    }
    assertThat(VALIDATOR.validateRequest(request.build()).hasErrors()).isEqualTo(!good);
  }

  private static ValidationReport post(String path, String body) {
    var request = SimpleRequest.Builder.post(path).withHeader("Content-Type", "application/json");
    var sent = body.replace('\'', '"');
    return VALIDATOR.validateRequest((sent.isEmpty() ? request : request.withBody(sent)).build());
  }
}
