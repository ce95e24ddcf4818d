package dev.quern.api;

import static dev.quern.testing.JsonBody.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quern.api.contract.BodyLimit;
import dev.quern.api.contract.OpenApiController;
import dev.quern.api.dataset.ChunksController;
import dev.quern.api.dataset.ConversationsController;
import dev.quern.api.dataset.DatasetsController;
import dev.quern.api.dataset.ExportController;
import dev.quern.api.dataset.GaPairsController;
import dev.quern.api.dataset.ImageDatasetsController;
import dev.quern.api.dataset.LineageController;
import dev.quern.api.dataset.QuestionTemplatesController;
import dev.quern.api.dataset.QuestionsController;
import dev.quern.api.problem.ErrorPage;
import dev.quern.api.problem.ProblemAdvice;
import dev.quern.api.problem.Problems;
import dev.quern.api.project.FilesController;
import dev.quern.api.project.ProjectsController;
import dev.quern.api.request.JsonRules;
import dev.quern.api.request.MergePatch;
import dev.quern.api.request.ParamsResolver;
import dev.quern.dataset.NearDuplicates;
import dev.quern.dataset.project.ProjectTasks;
import dev.quern.document.store.SourceFiles;
import dev.quern.document.store.SourceTexts;
import dev.quern.home.Home;
import dev.quern.testing.JsonBody;
import dev.quern.testing.OpenApiDocument;
import dev.quern.testing.TestDatabase;
import dev.quern.testing.TestRows;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Clock;
import javax.sql.DataSource;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.MultipartAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorMvcAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The rows' half of REST behind a real port, on a database of its own; no routes but those that
 * write exports, no engine, no security.
 */
@SpringBootTest(
    classes = RestFixture.App.class,
    properties = "camel.main.routes-include-pattern=file:routes/export/*.camel.yaml",
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class RestFixture {

  /** The project of which a test says that its tasks run. */
  static final String BUSY = "busy";

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  @LocalServerPort int port;
  TestRows rows;

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry registry) {
    TestDatabase.register(registry);
  }

  @Autowired
  void rows(DataSource source) {
    rows = new TestRows(source);
  }

  // No @Configuration: the whole application, which other tests start, must not find it.
  @ComponentScan({"dev.quern.dataset", "dev.quern.document.original", "dev.quern.export"})
  @ComponentScan(
      basePackages = "dev.quern.tasktype",
      useDefaultFilters = false,
      includeFilters =
          @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = NearDuplicates.class))
  @Import({
    BodyLimit.class,
    ChunksController.class,
    ConversationsController.class,
    DatasetsController.class,
    ErrorPage.class,
    ExportController.class,
    FilesController.class,
    GaPairsController.class,
    ImageDatasetsController.class,
    ImportController.class,
    LineageController.class,
    JsonRules.class,
    MergePatch.class,
    OpenApiController.class,
    ParamsResolver.class,
    ProblemAdvice.class,
    Problems.class,
    ProjectsController.class,
    QuestionTemplatesController.class,
    QuestionsController.class,
    SourceFiles.class,
    SourceTexts.class
  })
  @ImportAutoConfiguration({
    CamelAutoConfiguration.class,
    DataSourceAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    MultipartAutoConfiguration.class,
    ServletWebServerFactoryAutoConfiguration.class,
    TransactionAutoConfiguration.class,
    WebMvcAutoConfiguration.class
  })
  static class App {

    @Bean
    Home home() throws IOException {
      return new Home(Files.createTempDirectory("quern-rest-"));
    }

    @Bean
    Clock clock() {
      return Clock.systemUTC();
    }

    @Bean
    ProjectTasks projectTasks() {
      return new ProjectTasks() {
        @Override
        public boolean anyOpen(String projectId) {
          return projectId.equals(BUSY);
        }

        @Override
        public void cancelAll(String projectId) {}
      };
    }
  }

  Answer get(String path) throws IOException, InterruptedException {
    return send("GET", path, null, "application/json");
  }

  Answer delete(String path) throws IOException, InterruptedException {
    return send("DELETE", path, null, "application/json");
  }

  Answer post(String path, String body) throws IOException, InterruptedException {
    return send("POST", path, body, "application/json");
  }

  Answer post(String path, JsonBody body) throws IOException, InterruptedException {
    return post(path, body.toString());
  }

  Answer patch(String path, JsonBody body) throws IOException, InterruptedException {
    return patch(path, body.toString());
  }

  Answer patch(String path, String body) throws IOException, InterruptedException {
    return send("PATCH", path, body, "application/json");
  }

  Answer send(String method, String path, String body, String type)
      throws IOException, InterruptedException {
    var publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    var answer = send(request(path).method(method, publisher).header("Content-Type", type));
    OpenApiDocument.check(answer.response(), body);
    return answer;
  }

  Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return new Answer(HTTP.send(request.build(), BodyHandlers.ofString()));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api" + path));
  }

  /** The id of a new project. */
  String project(String name) throws IOException, InterruptedException {
    return post("/projects", json("name", name)).json().get("id").asText();
  }

  /** What came back. */
  record Answer(HttpResponse<String> response) {

    int status() {
      return response.statusCode();
    }

    String body() {
      return response.body();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    JsonNode json() {
      try {
        return JSON.readTree(response.body());
      } catch (IOException e) {
        throw new AssertionError("Not JSON: " + response.body(), e);
      }
    }

    /** The field at fault that a problem names first, with its message: {@code name: must …}. */
    String fault() {
      var first = json().path("errors").path(0);
      return first.path("field").asText() + ": " + first.path("message").asText();
    }
  }
}
