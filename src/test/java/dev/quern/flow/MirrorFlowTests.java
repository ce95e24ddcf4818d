package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static dev.quern.testing.TaskAssert.assertThatTask;
import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.flow.Rest.Reply;
import dev.quern.mirror.MirrorTexts;
import dev.quern.testing.Answer;
import dev.quern.testing.ReceivedRequest;
import dev.quern.testing.Replies;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.springframework.test.context.TestContextManager;

/**
 * From an upload over the prompt to the model, and from its reply over the row to a file and back:
 * what comes out is what went in, but for the normalisations that the README names.
 */
class MirrorFlowTests {

  private static final String ANSWER_MARK = "\n<<source>>\n";
  private static final AtomicInteger asked = new AtomicInteger();
  private static final AtomicInteger refused = new AtomicInteger();
  private static Quern quern;

  /** The Quern of all flow tests. */
  private static final class Quern extends FlowTest {}

  /** What a model says in one try. */
  private record Said(String question, String answer, String thought) {}

  @BeforeContainer
  static void start() throws Exception {
    quern = new Quern();
    new TestContextManager(Quern.class).prepareTestInstance(quern);
    quern.connect();
  }

  @AfterContainer
  static void end() {
    FlowTest.MODELS.replyWith(request -> Replies.text("An answer."));
    // A question that can be read in two ways may be refused; most are not.
    assertThat(refused.get()).isLessThan(asked.get() / 5);
  }

  @Property(tries = 10, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void whatWasWrittenIsWhatIsKept(
      @ForAll("texts") String text,
      @ForAll("sayings") List<String> questions,
      @ForAll("sayings") List<String> answers,
      @ForAll("sayings") List<String> thoughts) {
    String project = quern.rest.project();
    String file = "/api/projects/" + project + "/files";
    Reply upload =
        quern.rest.upload(
            file,
            "mirror.md".getBytes(StandardCharsets.UTF_8),
            text.getBytes(StandardCharsets.UTF_8));
    assertThat(upload.status()).as(upload.text()).isEqualTo(201);
    String read = quern.rest.get(file + "/" + upload.text("/0/id") + "/text").text();
    assertThat(read).isEqualTo(MirrorTexts.asRead(text));

    Set<String> chunks = chunks(project, read);
    Model model = new Model(said(questions, answers, thoughts));
    FlowTest.MODELS.replyWith(model::reply);
    ask(project, chunks);
    assertThat(model.prompts).containsExactlyInAnyOrderElementsOf(chunks);
    rows(project, model);
    for (String as : List.of("jsonl", "json", "csv", "parquet")) {
      backAgain(project, as);
    }
  }

  private static List<Said> said(List<String> questions, List<String> answers, List<String> why) {
    List<Said> all = new ArrayList<>();
    for (int i = 0; i < questions.size(); i++) {
      all.add(
          new Said(
              "What is said of " + questions.get(i) + " there?",
              "The mill has " + answers.get(i) + " and it grinds corn for the whole village.",
              "It says " + why.get(i) + " in the text."));
    }
    return all;
  }

  /** The chunks' contents, whose rest is white space. */
  private static Set<String> chunks(String project, String read) {
    String task =
        quern.rest.task(
            project,
            aTask("text-processing")
                .config("strategy", "markdown")
                .config("min_length", 40)
                .config("max_length", 300));
    assertThatTask(quern.rest.end(task)).isCompleted();
    int at = 0;
    Set<String> contents = ConcurrentHashMap.newKeySet();
    for (JsonNode chunk : items(project, "chunks")) {
      int start = read.offsetByCodePoints(0, chunk.path("start_offset").asInt());
      String content = chunk.path("content").asText();
      assertThat(read.substring(at, start)).isBlank();
      assertThat(read.substring(start)).startsWith(content);
      at = start + content.length();
      contents.add(content);
    }
    assertThat(read.substring(at)).isBlank();
    return contents;
  }

  private static void ask(String project, Set<String> chunks) {
    String provider = quern.rest.provider(FlowTest.MODELS.baseUrl());
    String[] ids =
        items(project, "chunks").stream()
            .collect(
                Collectors.toMap(
                    c -> c.path("content").asText(), c -> c.path("id").asText(), (a, b) -> a))
            .values()
            .toArray(String[]::new);
    JsonNode questions =
        quern.rest.end(
            quern.rest.task(
                project,
                aTask("question-generation")
                    .input("chunk_ids", ids)
                    .with("max_failed_ratio", 0.9)
                    .provider(provider)
                    .config("questions_per_chunk", 1)
                    .config("max_attempts", 1)
                    .config("custom_prompt", "Q:{text}")));
    asked.addAndGet(chunks.size());
    refused.addAndGet(questions.path("failed_count").asInt());
    JsonNode answers =
        quern.rest.end(
            quern.rest.taskOf(
                "answer-generation",
                project,
                provider,
                json("custom_prompt", "A:{question}" + ANSWER_MARK + "{text}")));
    assertThatTask(answers).isCompleted().hasFailures(0);
  }

  private static void rows(String project, Model model) {
    List<JsonNode> entries = items(project, "datasets");
    assertThat(entries).isNotEmpty();
    for (JsonNode entry : entries) {
      Said said = model.questions.get(entry.path("question").asText());
      assertThat(said).as(entry.path("question").asText()).isNotNull();
      assertThat(entry.path("answer").asText()).isEqualTo(MirrorTexts.asReplied(said.answer()));
      assertThat(entry.path("cot").asText()).isEqualTo(MirrorTexts.asReplied(said.thought()));
    }
  }

  /** Exported, imported into another project, and exported again. */
  private static void backAgain(String project, String as) {
    String query = "/export?format=alpaca&as=" + as;
    String other = quern.rest.project();
    byte[] file = quern.rest.bytes("/api/projects/" + project + query);
    Reply report =
        quern.rest.send(
            "POST",
            "/api/projects/" + other + "/datasets/import?format=alpaca&as=" + as,
            BodyPublishers.ofByteArray(file),
            "Content-Type",
            "application/octet-stream");
    assertThat(report.status()).as(report.text()).isEqualTo(200);
    assertThat(report.json().path("refused")).as(report.text()).isEmpty();
    assertThat(texts(other)).isEqualTo(texts(project));
    assertThat(quern.rest.bytes("/api/projects/" + other + query)).isEqualTo(file);
  }

  private static List<List<String>> texts(String project) {
    return items(project, "datasets").stream()
        .map(
            e ->
                List.of(
                    e.path("question").asText(), e.path("answer").asText(), e.path("cot").asText()))
        .toList();
  }

  private static List<JsonNode> items(String project, String list) {
    List<JsonNode> items = new ArrayList<>();
    quern
        .rest
        .get("/api/projects/" + project + "/" + list + "?limit=1000")
        .json()
        .path("items")
        .forEach(items::add);
    return items;
  }

  /** Answers prompts and keeps what of a source stood in them. */
  private static final class Model {

    private final List<Said> said;
    private final AtomicInteger next = new AtomicInteger();
    private final Set<String> prompts = ConcurrentHashMap.newKeySet();
    private final Map<String, Said> questions = new ConcurrentHashMap<>();

    Model(List<Said> said) {
      this.said = said;
    }

    Answer reply(ReceivedRequest request) {
      String prompt = request.messages().get(0).content();
      if (prompt.startsWith("Q:")) {
        prompts.add(prompt.substring(2));
        int number = next.getAndIncrement();
        Said own = said.get(number % said.size());
        String question = own.question().replace("there?", "in part " + number + "?");
        questions.put(MirrorTexts.asAsked(question), own);
        return Replies.questions(List.of(question));
      }
      Said own = questions.get(prompt.substring(2, prompt.indexOf(ANSWER_MARK)));
      return Replies.text(own.answer()).withReasoningContent(own.thought());
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return MirrorTexts.any()
        .list()
        .ofMinSize(10)
        .ofMaxSize(40)
        // More controls than one in fifty are no text.
        .map(list -> "Begin " + String.join("\n", list) + "\n\n" + "Plain words. ".repeat(200));
  }

  @Provide
  Arbitrary<List<String>> sayings() {
    return MirrorTexts.any().list().ofSize(8);
  }
}
