package dev.quern.api;

import static dev.quern.testing.JsonBody.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.api.problem.Problems;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalFlowTests extends RestFixture {

  private static String project;

  @BeforeEach
  void makeProject() throws Exception {
    project = project == null ? "/projects/" + project("refusals") : project;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/questions | {'question': 3} | question: must be a string",
        "/questions | {'question': true} | question: must be a string",
        "/questions | {'question': ['a']} | question: must be a string",
        "/questions | {'question': null} | question: is required",
        "/questions | {} | question: is required",
        "/questions | {'question': '  '} | question: must not be blank",
        "/questions | {'question': 'a', 'lable': 'b'} | lable: is no field here; the fields are: chunk_id, label, question",
        "/questions | {'question': 'a', 'chunkId': 'b'} | chunkId: is no field here",
        "/questions | {'question': 'a\\u0000b'} | question: holds a NUL",
        "/questions | {'question': 'a\\ud800b'} | question: holds half of a surrogate pair",
        "/datasets | {'question': 'a', 'answer': 'b', 'tags': 'c'} | tags: must be a list",
        "/datasets | {'question': 'a', 'answer': 'b', 'tags': ['c', 3]} | tags[1]: must be a string",
        "/datasets | {'question': 'a', 'answer': 'b', 'tags': ['c', null]} | tags[1]: is required",
        "/datasets | {'question': 'a', 'answer': 'b', 'tags': {'c': 1}} | tags: must be a list",
        "/datasets | {'question': 'a'} | answer: is required",
      })
  void namesTheFieldAtFault(String path, String body, String fault) throws Exception {
    var answer = post(project + path, body.replace('\'', '"'));
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.fault()).startsWith(fault);
    assertThat(answer.body()).doesNotContain("dev.quern", "jackson", "java.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"question\": ",
        "[1]",
        "3",
        "\"text\"",
        "null",
        "``",
        "{\"question\": \"a\"} trailing",
        "{\"question\": \"a\", \"question\": \"b\"}",
        "<xml/>"
      })
  void refusesBodiesThatAreNoObject(String body) throws Exception {
    var answer = post(project + "/questions", body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.json().get("detail").asText()).contains("body");
    assertThat(answer.body()).doesNotContain("dev.quern", "jackson", "java.");
  }

  @Test
  void namesAllFieldsAtFaultAtOnce() throws Exception {
    var answer = post(project + "/datasets", json("question", "").with("tags", List.of(""))).json();
    assertThat(answer.get("errors").findValuesAsText("field"))
        .containsExactly("question", "answer", "tags[0]");
  }

  @ParameterizedTest
  @CsvSource({
    "/questions?limit=0, limit",
    "/questions?limit=1001, limit",
    "/questions?limit=ten, limit",
    "/questions?offset=-1, offset",
    "/questions?offset=1.5, offset",
    "/questions?offset=99999999999999999999, offset",
    "/questions?answered=maybe, answered",
    "/questions?q=a%00b, q",
    "/datasets?min_score=high, min_score",
    "/datasets?min_score=6, min_score",
    "/datasets?confirmed=1, confirmed",
    "/export?format=csv, format",
    "/export?kind=paintings, kind",
    "/export?as=xml, as",
    "/export?cot=maybe, cot",
    "/export?min_score=-1, min_score",
    "/export?split=1.5, split",
    "?name=x, ''"
  })
  void namesTheParameterAtFault(String path, String field) throws Exception {
    var answer = get(project + path);
    if (field.isEmpty()) {
      assertThat(answer.status()).isEqualTo(200);
      return;
    }
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.fault()).startsWith(field + ": ");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /projects/none, 404",
    "GET, /projects/none/chunks, 404",
    "GET, /projects/none/questions, 404",
    "GET, /projects/none/datasets, 404",
    "GET, /projects/none/export, 404",
    "GET, /projects/none/files/none/text, 404",
    "GET, /nothing/here, 404",
    "DELETE, /projects/none, 404",
    "DELETE, /projects/none/files/none?cascade=true, 404",
    "PUT, /projects/none, 405",
    "PATCH, /projects/none/chunks/none, 404",
    "POST, /projects/none/questions, 404"
  })
  void answersUnknownPathsAndMethodsWithAProblem(String method, String path, int status)
      throws Exception {
    var body =
        method.equals("PATCH") ? "{}" : method.equals("POST") ? "{\"question\": \"a\"}" : null;
    var answer = send(method, path, body, "application/json");
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.json().get("status").asInt()).isEqualTo(status);
  }

  @Test
  void answersAProblemWhateverTheClientAccepts() throws Exception {
    var answer = send(request(project + "/questions?limit=x").header("Accept", "text/csv"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.fault()).startsWith("limit");
  }

  @Test
  void refusesAnotherMediaType() throws Exception {
    var answer = send("POST", project + "/questions", "question=a", "text/plain");
    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void refusesABodyOfMoreThanTenMegabytesThatSaysSo() throws Exception {
    var body = "{\"question\": \"" + "a".repeat(30 << 20) + "\"}";
    var answer = post(project + "/questions", body);
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.json().get("detail").asText()).contains("10 MB");
  }

  @Test
  void refusesABodyOfMoreThanTenMegabytesThatDoesNotSaySo() throws Exception {
    var megabyte = "a".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
    var answer =
        send(
            request(project + "/questions")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> repeated(megabyte, 30))));
    assertThat(answer.status()).isEqualTo(413);
  }

  private static InputStream repeated(byte[] piece, int times) {
    var pieces = IntStream.range(0, times).mapToObj(i -> new ByteArrayInputStream(piece)).toList();
    var start = new ByteArrayInputStream("{\"question\": \"".getBytes(StandardCharsets.US_ASCII));
    return new SequenceInputStream(start, new SequenceInputStream(Collections.enumeration(pieces)));
  }

  @Test
  void tellsOnlyAnIdOfWhatIsNotTheClientsFault() {
    var problem = new Problems().of(new IllegalStateException("password=secret"));
    assertThat(problem.status()).isEqualTo(500);
    assertThat(problem.detail()).doesNotContain("secret").containsPattern("id [A-Za-z0-9_-]{21}");
  }
}
