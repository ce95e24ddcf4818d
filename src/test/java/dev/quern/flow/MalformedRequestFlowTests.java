package dev.quern.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.testing.RawHttp;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no client writes by hand: each gets a problem, in the project's words. */
class MalformedRequestFlowTests extends FlowTest {

  private static String project;

  @BeforeEach
  void makeProject() {
    project = project == null ? rest.project() : project;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/projects/a%00b",
        "/api/projects/%ff",
        "/api/projects/%ff/files",
        "/api/projects/%C0%AF",
        "/api/tasks/%00",
        "/api/projects/a%2Fb",
        "/api/projects/a%5Cb",
        "//api/projects",
        "/api/..;/actuator/env",
        "/api/%2e%2e/actuator/env",
        "/api/./projects",
        "/api;x=1/projects",
        "/api/projects;a=b"
      })
  void answersABrokenPathWithAProblem(String path) {
    Rest.Reply reply = rest.get(path);
    assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    assertThat(reply.contentType()).startsWith("application/problem+json");
    assertThat(reply.text("/detail")).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/projects/none/files",
        "POST /api/tasks/none/cancel",
        "GET /api/projects",
        "GET /actuator/health",
        "GET /"
      })
  void answersABrokenHeaderWithAProblem(String line) {
    RawHttp.Reply reply = RawHttp.send(port, line + " HTTP/1.1\r\nX-Broken: a\u0085b\r\n");
    assertThat(reply.status()).as(reply.head()).isEqualTo(400);
    assertThat(reply.head()).contains("application/problem+json");
    assertThat(reply.body()).contains("its headers");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TRACE /api/projects",
        "TRACE /api/tasks/none/cancel",
        "GRIND /api/projects/none/files"
      })
  void answersAMethodThatNothingHas(String line) {
    RawHttp.Reply reply = RawHttp.send(port, line + " HTTP/1.1\r\nX-Secret: never echoed\r\n");
    assertThat(reply.status()).as(reply.head()).isEqualTo(405);
    assertThat(reply.head()).contains("application/problem+json", "Allow: ");
    assertThat(reply.body()).contains("\"status\":405").doesNotContain("never echoed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/projects|GET, POST, HEAD, OPTIONS",
        "/api/projects/none/datasets/restore|POST, OPTIONS",
        "/api/projects/none/datasets/none|GET, PATCH, DELETE, HEAD, OPTIONS",
        "/api/projects/none/files/none/ga-pairs/generate|POST, OPTIONS",
        "/api/tasks/none/cancel|POST, OPTIONS"
      })
  void allowsWhatTheContractNames(String path, String methods) {
    assertThat(RawHttp.send(port, "OPTIONS " + path + " HTTP/1.1\r\n").head())
        .contains("Allow: " + methods + "\r\n");
  }

  @Test
  void ignoresAPartWhateverItsName() {
    String body =
        """
        --x\r
        Content-Disposition: form-data; name="\uD8A7\uDF6A\u0007\u0378"\r
        \r
        nobody's\r
        --x\r
        Content-Disposition: form-data; name="file"; filename="mill.md"\r
        \r
        A mill.\r
        --x--\r
        """;
    Rest.Reply reply =
        rest.send(
            "POST",
            "/api/projects/" + project + "/files",
            BodyPublishers.ofString(body),
            "Content-Type",
            "multipart/form-data; boundary=x");
    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    assertThat(reply.text("/0/file_name")).isEqualTo("mill.md");
  }

  @Test
  void saysWhichPartOfAPathHasNotTheFormOfAnId() {
    Rest.Reply reply = rest.get("/api/projects/%C3%A9/images");
    assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    assertThat(reply.text("/errors/0/field")).isEqualTo("id");
  }

  @Test
  void aBodyThatIsATextAloneIsNamedBody() {
    Rest.Reply reply = rest.post("/api/projects/" + project + "/tasks", "\"a\\u0000b\"");
    assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    assertThat(reply.text("/detail")).startsWith("body: holds a NUL character");
  }

  @Test
  void uploadsNeedABodyOfParts() {
    Rest.Reply reply = rest.post("/api/projects/" + project + "/files", "{}");
    assertThat(reply.status()).as(reply.text()).isEqualTo(415);
    assertThat(reply.text("/detail")).contains("multipart/form-data");
  }

  @Test
  void readsNumbersAsJsonWritesThem() {
    String base = "/api/projects/" + project;
    assertThat(rest.get(base + "/datasets?min_score=7.1e-20").status()).isEqualTo(200);
    assertThat(rest.get(base + "/datasets?min_score=6e0").status()).isEqualTo(400);
    assertThat(rest.get(base + "/datasets?min_score=1e999999999").status()).isEqualTo(400);
    assertThat(rest.get(base + "/datasets?min_score=-1").status()).isEqualTo(400);
    assertThat(rest.get(base + "/files?offset=999999999999999999").status()).isEqualTo(200);
    assertThat(rest.get(base + "/files?limit=4294967297").status()).isEqualTo(400);
    assertThat(rest.get(base + "/files?offset=null").text("/errors/0/field")).isEqualTo("offset");
    assertThat(rest.get(base + "/images?limit=null").status()).isEqualTo(400);
  }

  @Test
  void takesNoQuotesOffIdsAndNumbers() {
    String files = "/api/projects/" + project + "/files";
    assertThat(rest.get(files + "?limit=5").json().path("limit").asInt()).isEqualTo(5);
    assertThat(rest.get("/api/projects/'" + project + "'/files").status()).isEqualTo(404);
    assertThat(rest.get("/api/projects/%22" + project + "%22/files").status()).isEqualTo(404);
    Rest.Reply limit = rest.get(files + "?limit='5'");
    assertThat(limit.status()).isEqualTo(400);
    assertThat(limit.text("/errors/0/field")).isEqualTo("limit");
    assertThat(rest.get(files + "?offset=%225%22").text("/errors/0/field")).isEqualTo("offset");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "pipelines|{'steps':[{'task_type':'text-processing','priority':1}]}|steps[0].priority|is no field here",
        "pipelines|{'steps':'x'}|steps|must be a list",
        "pipelines|{}|steps|is required",
        "pipelines|{'steps':[]}|steps|must have at least 1 elements",
        "tasks|[]|body|must be an object",
        "tasks|{'task_type':5}|task_type|must be a string",
        "tasks|{'task_type':null}|task_type|is required",
        "tasks|{'task_type':''}|task_type|must not be empty",
        "tasks|{'task_type':'t','priority':'x'}|priority|must be a whole number",
        "tasks|{'task_type':'t','priority':1.5}|priority|must be a whole number",
        "tasks|{'task_type':'t','priority':5000}|priority|must be at most 1000",
        "tasks|{'task_type':'t','max_failed_ratio':-1}|max_failed_ratio|must be at least 0",
        "tasks|{'task_type':'t','cache':1}|cache|must be true or false",
        "tasks|{'task_type':'t','run_at':'tomorrow'}|run_at|must be a time like 2026-12-01T02:00:00Z",
        "tasks|{'task_type':'t','input':{'file_ids':['a',1]}}|input.file_ids[1]|must be a string",
        "tasks|{'task_type':'t|body|is no JSON: Unexpected end-of-input: was expecting closing quote for a string value",
        "tasks|{'task_type'|body|is no JSON: Unexpected end-of-input within/between Object entries",
        "tasks|{|body|is no JSON: Unexpected end-of-input: expected close marker for Object",
        "tasks|{'task_type':'a\\ud800b'}|task_type|holds half of a surrogate pair (\\ud800), which is no character"
      })
  void saysWhatIsWrongInItsOwnWords(String path, String body, String field, String message) {
    Rest.Reply reply = rest.post("/api/projects/" + project + "/" + path, body.replace('\'', '"'));
    assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    assertThat(reply.text("/errors/0/field")).as(reply.text()).isEqualTo(field);
    assertThat(reply.text("/errors/0/message")).isEqualTo(message);
  }

  /** The same fault is told in the same words, wherever it is found. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "tasks|{'task_type':'t','language':'fr'}|language|'fr' is none of en, zh-CN, tr",
        "tasks|{'task_type':'typo'}|task_type|'typo' is none of answer-generation, data-distillation, ",
        "tasks|{'task_type':'text-processing','config':{'strategy':'typo'}}|config.strategy|'typo' is none of ",
        "tasks|{'task_type':'question-generation','config':{'prompts':'typo'}}|config.prompts|'typo' is none of ",
        "prompts|{'name':'typo','language':'en','text':'a'}|name|'typo' is none of answer-evidence, ",
        "tasks|{'task_type':'text-processing','config':{'typo':1}}|config.typo|is no field here; the fields are: ",
        "questions|{'question':'a','typo':1}|typo|is no field here; the fields are: chunk_id, label, question",
        "pipelines|{'steps':[{'task_type':'text-processing'},{'task_type':'question-generation','config':{'provider_id':'nope'}}]}|steps[1].config.provider_id|names a provider that does not exist: 'nope'",
        "tasks|{'task_type':'text-processing','depends_on':['nope']}|depends_on|names a task of this project that does not exist: 'nope'",
        "tasks|{'task_type':'answer-generation','config':{'question_template_id':'nope'}}|config.question_template_id|names a question template of this project that does not exist: 'nope'",
        "questions|{'question':'a','chunk_id':'nope'}|chunk_id|names a chunk of this project that does not exist: 'nope'",
        "ga-pairs|{'genre':'a','audience':'b','file_id':'nope'}|file_id|names a file of this project that does not exist: 'nope'",
      })
  void tellsTheSameFaultInTheSameWords(String path, String body, String field, String message) {
    Rest.Reply reply = rest.post("/api/projects/" + project + "/" + path, body.replace('\'', '"'));
    assertThat(reply.status()).as(reply.text()).isIn(400, 422);
    assertThat(reply.text("/errors/0/field")).as(reply.text()).isEqualTo(field);
    assertThat(reply.text("/errors/0/message")).startsWith(message);
  }
}
