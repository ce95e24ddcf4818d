package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static dev.quern.testing.TaskAssert.assertThatTask;
import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.Ids;
import dev.quern.flow.Rest.Reply;
import dev.quern.testing.Await;
import dev.quern.testing.Faults;
import dev.quern.testing.JsonBody;
import dev.quern.testing.PlainPage;
import dev.quern.testing.PlainPage.View;
import dev.quern.testing.ReceivedRequest;
import dev.quern.testing.Replies;
import dev.quern.testing.TaskBody;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Images, from the upload or a document to questions and answers, with a model that sees them. */
class ImageFlowTests extends FlowTest {

  private static final Path RESOURCES = Path.of("src/test/resources");

  private String upload(String project, String... names) throws IOException {
    List<byte[]> parts = new ArrayList<>();
    for (String name : names) {
      parts.add(name.getBytes());
      parts.add(Files.readAllBytes(RESOURCES.resolve("images").resolve(name)));
    }
    Reply reply = rest.upload("/api/projects/" + project + "/images", parts.toArray(byte[][]::new));
    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    return reply.text("/0/id");
  }

  private static List<String> images(ReceivedRequest request) {
    return request.messages().stream().flatMap(m -> m.images().stream()).toList();
  }

  private List<JsonNode> rows(String project, String list) {
    JsonNode page = rest.get("/api/projects/" + project + "/" + list).json();
    return StreamSupport.stream(page.path("items").spliterator(), false).toList();
  }

  @Test
  void showsEachImageToTheModelAndStoresWhatItSays() throws IOException {
    String project = rest.project();
    upload(project, "mill.png", "mill.jpg", "mill.webp", "blinks.gif", "mill.bmp");
    String provider = rest.provider(MODELS.baseUrl());
    List<String> shown = new ArrayList<>();
    MODELS.replyWith(
        request -> {
          shown.addAll(images(request));
          boolean asks = request.mentions("JSON");
          return asks ? Replies.questions(3, request) : Replies.text("<think>Hm.</think>Red.");
        });

    JsonNode asked =
        rest.end(
            rest.taskOf(
                "image-question-generation",
                project,
                provider,
                json("questions_per_image", 2).with("label", "mills").with("language", "tr")));
    JsonNode answered =
        rest.end(
            rest.taskOf("image-dataset-generation", project, provider, json("model_name", "eye")));

    assertThatTask(asked).hasDone(5);
    assertThatTask(answered).hasDone(10);
    // The questions are English where Turkish was asked for: each is asked for once more.
    assertThat(shown).hasSize(5 + 5 + 10).allMatch(url -> url.startsWith("data:image/"));
    assertThat(shown.stream().map(url -> url.replaceFirst(";.*", "")).collect(Collectors.toSet()))
        .isEqualTo(Set.of("data:image/png", "data:image/jpeg", "data:image/webp"));
    assertThat(rows(project, "questions"))
        .allSatisfy(
            question -> {
              assertThat(question.path("image_id").asText()).isNotEmpty();
              assertThat(question.path("chunk_id").isNull()).isTrue();
              assertThat(question.path("label").asText()).isEqualTo("mills");
              assertThat(question.path("answered").asBoolean()).isTrue();
            });
    JsonNode entry = rows(project, "image-datasets").get(0);
    assertThat(entry.path("answer").asText()).isEqualTo("Red.");
    assertThat(entry.path("answer_type").asText()).isEqualTo("text");
    assertThat(entry.path("model").asText()).isEqualTo("eye");
    assertThat(rows(project, "image-datasets"))
        .extracting(row -> row.path("image_name").asText())
        .contains("mill.png", "mill.jpg", "mill.webp", "blinks.gif", "mill.bmp");
    assertThat(rest.total(project, "datasets")).isZero();
    assertThatTask(rest.end(rest.taskOf("image-dataset-generation", project, provider)))
        .hadNothingToDo();
  }

  @Test
  void areShownBesideTheirQuestionsWhichAreAnsweredAnewAsSuch() throws IOException {
    String project = rest.project();
    String image = upload(project, "mill.png");
    MODELS.on(r -> r.mentions("JSON array")).answer(Replies.questions(1));
    MODELS.replyWith(r -> Replies.text("It is red."));
    String provider = rest.provider(MODELS.baseUrl());
    rest.end(rest.taskOf("image-question-generation", project, provider));
    rest.end(rest.taskOf("image-dataset-generation", project, provider));
    String question = rows(project, "questions").get(0).path("id").asText();
    PlainPage page = new PlainPage("http://127.0.0.1:" + port);

    View view = page.open("/projects/" + project + "/questions/" + question);

    String there = "/projects/" + project + "/images/" + image;
    assertThat(view.find("ul.list a").text()).isEqualTo("It is red.");
    assertThat(view.html().select("ul.list a, aside a").eachAttr("href"))
        .containsExactly(there, there);
    assertThat(view.find("aside img").attr("src")).isEqualTo(there + "/content");
    View form = page.open(view.find(".bar a[role=button]").attr("href"));
    View made = page.submit(form, "#task-form", Map.of("provider_id", provider));
    JsonNode task = rest.end(made.path().replaceFirst("/tasks/", ""));
    assertThat(task.path("task_type").asText()).isEqualTo("image-dataset-generation");
    assertThatTask(task).hasDone(1);
  }

  @Test
  void readsEditsAndDeletesWhatIsSaidOfImages() throws IOException {
    String project = rest.project();
    String image = upload(project, "mill.png");
    String provider = rest.provider(MODELS.baseUrl());
    MODELS.on(r -> r.mentions("JSON array")).answer(Replies.questions(1));
    MODELS.replyWith(r -> Replies.text("An answer."));
    rest.end(rest.taskOf("image-question-generation", project, provider));
    rest.end(rest.taskOf("image-dataset-generation", project, provider));
    String base = "/api/projects/" + project;
    String list = base + "/image-datasets";
    String path = list + "/" + rows(project, "image-datasets").get(0).path("id").asText();

    assertThat(rest.get(list + "?image_id=" + image).json().path("total").asInt()).isEqualTo(1);
    assertThat(rest.get(list + "?image_id=x").json().path("total").asInt()).isZero();
    assertThat(rest.get(list + "?q=An%20ANSWER&confirmed=false").json().path("total").asInt())
        .isEqualTo(1);
    assertThat(rest.get(list + "?confirmed=maybe").status()).isEqualTo(400);
    JsonNode patched =
        rest.patch(path, json("answer", "Blue.").with("tags", List.of("a")).with("confirmed", true))
            .json();
    assertThat(patched.path("answer").asText()).isEqualTo("Blue.");
    assertThat(rest.get(list + "?tags=a&confirmed=true").json().path("total").asInt()).isEqualTo(1);
    assertThat(rest.patch(path, json("image_id", "x")).status()).isEqualTo(400);
    assertThat(rest.delete(path).status()).isEqualTo(204);
    assertThat(rest.get(path).status()).isEqualTo(404);
    assertThat(rows(project, "questions").get(0).path("answered").asBoolean()).isFalse();
    assertThat(rest.get(base + "/images/" + image).text("/image_name")).isEqualTo("mill.png");
    assertThat(rest.get(base + "/images/" + image + "/content").contentType())
        .isEqualTo("image/png");
    Rest.Reply refused = rest.delete(base + "/images/" + image);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("/detail")).contains("1 questions and 0 entries", "?cascade=true");
    assertThat(rest.delete(base + "/images/" + image + "?cascade=true").status()).isEqualTo(204);
    assertThat(rest.get(base + "/images/" + image + "/content").status()).isEqualTo(404);
    assertThat(rest.total(project, "questions")).isZero();
  }

  @Test
  void answersInTheFormsThatTextHas() throws IOException {
    String project = rest.project();
    upload(project, "mill.png");
    String provider = rest.provider(MODELS.baseUrl());
    MODELS.replyWith(r -> Replies.questions(1));
    rest.end(rest.taskOf("image-question-generation", project, provider));
    String question = rows(project, "questions").get(0).path("id").asText();
    TaskBody task =
        aTask("image-dataset-generation").input("question_ids", question).provider(provider);
    MODELS.first(1).answer(Replies.text("Purple, I think"));
    MODELS.replyWith(r -> Replies.text("red"));
    JsonBody label = json("answer_type", "label").with("labels", List.of("Red", "Blue"));
    rest.end(rest.task(project, task.config("question_template", label)));
    JsonNode first = rows(project, "image-datasets").get(0);
    MODELS.replyWith(r -> Replies.text("```json\n{\"colour\": \"red\"}\n```"));
    JsonBody format = json("answer_type", "custom_format").with("example", json("colour", "blue"));
    rest.end(rest.task(project, task.config("question_template", format)));
    JsonNode second = rows(project, "image-datasets").get(0);

    assertThat(first.path("answer").asText()).isEqualTo("Red");
    assertThat(first.path("answer_type").asText()).isEqualTo("label");
    assertThat(second.path("answer").asText()).isEqualTo("{\"colour\":\"red\"}");
    assertThat(second.path("answer_type").asText()).isEqualTo("custom_format");
    assertThat(second.path("id")).isEqualTo(first.path("id"));
    Reply refused =
        rest.post(
            "/api/projects/" + project + "/tasks",
            task.config("question_template", json("answer_type", "label")));
    assertThat(refused.text("/errors/0/field")).isEqualTo("config.question_template.labels");
  }

  @Test
  void scalesDownToThePixelsOfTheTask() throws IOException {
    String project = rest.project();
    upload(project, "large.png");
    List<String> shown = new ArrayList<>();
    MODELS.replyWith(
        request -> {
          shown.addAll(images(request));
          return Replies.questions(1);
        });
    rest.end(
        rest.taskOf(
            "image-question-generation",
            project,
            rest.provider(MODELS.baseUrl()),
            json("max_image_pixels", 30000)));
    byte[] png = Base64.getDecoder().decode(shown.get(0).replaceFirst(".*,", ""));
    assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(200);
  }

  @Test
  void refusesAtOnceWhatCannotBe() throws IOException {
    String project = rest.project();
    String tasks = "/api/projects/" + project + "/tasks";
    Reply offline = rest.post(tasks, aTask("image-question-generation"));
    assertThat(offline.status()).isEqualTo(422);
    assertThat(offline.text("/errors/0/field")).isEqualTo("config.provider_id");
    assertThat(offline.text("/detail")).contains("offline", "cannot see images");
    String provider = rest.provider(MODELS.baseUrl());
    for (JsonBody wrong :
        List.of(
            json("questions_per_image", 0),
            json("questions_per_image", 101),
            json("max_image_pixels", 9999),
            json("max_image_pixels", 16777217),
            json("max_image_pixels", "many"),
            json("questions_per_chunk", 1),
            json("custom_prompt", "{text}"))) {
      assertRefused(
          rest.post(tasks, aTask("image-question-generation").provider(provider).config(wrong)),
          "config." + wrong.firstName());
    }
    Reply noQuestion =
        rest.post(
            tasks,
            aTask("image-dataset-generation").provider(provider).config("custom_prompt", "Look."));
    assertThat(noQuestion.text("/errors/0/message")).isEqualTo("{question} is missing.");
  }

  @Test
  void failsTheTaskWithOneCallWhenTheModelIsBlind() throws IOException {
    String project = rest.project();
    upload(project, "mill.png", "mill.jpg", "mill.webp", "mill.bmp");
    MODELS.replyWith(r -> Faults.status(400, "stand-in is not a multimodal model", "bad"));
    JsonNode ended =
        rest.end(
            rest.taskOf(
                "image-question-generation",
                project,
                rest.provider(MODELS.baseUrl()),
                json("parallelism", 1)));
    assertThatTask(ended).isFailed().hasNote("takes no images", "vision model");
    assertThat(MODELS.traffic().requests()).isEqualTo(1);
  }

  @Test
  void takesADroppedImageThroughTheStepsThatAreAboutImages() throws IOException {
    String name = "images-" + Ids.next();
    Path inbox = Files.createDirectories(HOME.resolve("inbox").resolve(name));
    String provider = rest.provider(MODELS.baseUrl());
    Files.writeString(
        inbox.resolve("pipeline.yaml"),
        """
        - {task_type: text-processing}
        - {task_type: image-question-generation, config: {provider_id: %1$s, questions_per_image: 1}}
        - {task_type: image-dataset-generation, config: {provider_id: %1$s}}
        - {export: {format: sharegpt}}
        """
            .formatted(provider));
    MODELS.on(r -> r.mentions("JSON array")).answer(Replies.questions(1));
    MODELS.replyWith(r -> Replies.text("An answer."));
    drop(inbox, "mill.png");
    Await.until("the image is taken", () -> Files.exists(inbox.resolve(".done/mill.png")));
    String project = rest.get("/api/projects?name=" + name).json().at("/items/0/id").asText();
    Await.until("there is an entry", () -> rest.total(project, "image-datasets") == 1);
    Path made = HOME.resolve("outbox").resolve(name).resolve("mill.sharegpt.jsonl");
    Await.until("there is a file", () -> Files.exists(made));
    assertThat(Files.readString(made))
        .contains(
            "<image>What is said in part 1?", "An answer.", "\"images\":[\"data:image/png;base64,");
    assertThat(rest.get("/api/projects/" + project + "/export?kind=image-datasets").text())
        .contains("\"instruction\":\"<image>What is said");
    long tasks = rest.get("/api/tasks?project_id=" + project).json().path("total").asLong();
    assertThat(tasks).isEqualTo(2);

    drop(inbox, "mill.png");
    Await.until("it is known", () -> Files.exists(inbox.resolve(".done/mill-2.png")));
    assertThat(rest.get("/api/tasks?project_id=" + project).json().path("total").asLong())
        .isEqualTo(tasks);
  }

  private static void drop(Path inbox, String name) throws IOException {
    Path hidden = inbox.resolve("." + name);
    Files.copy(RESOURCES.resolve("images").resolve(name), hidden);
    Files.move(hidden, inbox.resolve(name));
  }

  @Test
  void takesThePicturesOutOfDocuments() throws IOException {
    String project = rest.project();
    List<String> files = new ArrayList<>();
    for (String name : List.of("pictures.docx", "pictures.pdf")) {
      byte[] content = Files.readAllBytes(RESOURCES.resolve("documents").resolve(name));
      files.add(
          rest.upload("/api/projects/" + project + "/files", name.getBytes(), content)
              .text("/0/id"));
    }
    for (int time = 0; time < 2; time++) {
      JsonNode ended =
          rest.end(
              rest.task(
                  project,
                  aTask("text-processing")
                      .input("file_ids", files.get(0), files.get(1))
                      .config("extract_images", true)));
      assertThatTask(ended).isCompleted();
    }
    List<JsonNode> images = rows(project, "images");
    assertThat(images)
        .extracting(image -> image.path("image_name").asText())
        .containsExactlyInAnyOrder(
            "pictures.docx-image-1.jpg",
            "pictures.docx-image-2.png",
            "pictures.pdf-image-1.jpg",
            "pictures.pdf-image-2.png");
    assertThat(images)
        .allSatisfy(image -> assertThat(files).contains(image.path("file_id").asText()));
    assertThat(images)
        .extracting(image -> image.path("width").asInt())
        .containsExactlyInAnyOrder(160, 160, 160, 1600);

    MODELS.replyWith(r -> Replies.questions(1));
    JsonNode asked =
        rest.end(
            rest.task(
                project,
                aTask("image-question-generation")
                    .input("file_ids", files.get(1))
                    .provider(rest.provider(MODELS.baseUrl()))));
    assertThatTask(asked).hasDone(2);

    String path = "/api/projects/" + project + "/files/" + files.get(1);
    assertThat(rest.delete(path).text("/detail")).contains("2 images");
    assertThat(rest.delete(path + "?cascade=true").status()).isEqualTo(204);
    assertThat(rest.total(project, "images")).isEqualTo(2);
    assertThat(rest.total(project, "questions")).isZero();
  }

  @Test
  void refusesAnImageWhosePixelsCannotBeDecoded() throws IOException {
    String name = "broken-" + Ids.next();
    byte[] whole = Files.readAllBytes(RESOURCES.resolve("images/mill.png"));
    byte[] cut = Arrays.copyOf(whole, 40);
    String project = rest.project();
    Reply refused = rest.upload("/api/projects/" + project + "/images", "cut.png".getBytes(), cut);
    Path inbox = Files.createDirectories(HOME.resolve("inbox").resolve(name));
    Files.write(inbox.resolve(".cut.png"), cut);
    Files.move(inbox.resolve(".cut.png"), inbox.resolve("cut.png"));

    Await.until("it is put aside", () -> Files.exists(inbox.resolve(".failed/cut.png")));
    assertThat(refused.status()).as(refused.text()).isEqualTo(422);
    assertThat(refused.text("/detail")).contains("'cut.png' is broken", "image/png");
    assertThat(rest.total(project, "images")).isZero();
  }

  @Test
  void saysThatExtractImagesIsYesOrNo() {
    Reply refused =
        rest.post(
            "/api/projects/" + rest.project() + "/tasks",
            aTask("text-processing").config("extract_images", 1));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("/errors/0/field")).isEqualTo("config.extract_images");
  }
}
