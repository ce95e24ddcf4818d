package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quern.testing.Answer;
import dev.quern.testing.Await;
import dev.quern.testing.JsonBody;
import dev.quern.testing.ReceivedRequest;
import dev.quern.testing.Replies;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Replies as small and large models give them, through the whole pipeline: which share of the items
 * is stored, how many echoes of the prompt are, and which share of the tokens was for nothing. Run
 * by {@code ./mvnw -Pquality verify}; the table is in {@code target/quality.md}.
 */
class QualityIT extends FlowTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern MILL = Pattern.compile("mill number (\\d+) ");

  /**
   * A recorded reply, or several of which each further one answers a further request.
   *
   * @param finish of the first; the others are whole
   * @param own whether any of them holds something of the model's own
   * @param echo what must not be stored
   */
  record Recorded(
      String type,
      String name,
      List<String> replies,
      String finish,
      boolean own,
      List<String> echo,
      JsonNode config) {}

  /** What became of the replies for one type. */
  private record Figures(
      String type, int items, int own, long stored, long echoes, long tokens, long lost) {

    String line() {
      return "| %s | %d | %d | %d (%d %%) | %d | %d | %d (%d %%) |"
          .formatted(
              type,
              items,
              own,
              stored,
              share(stored, own),
              echoes,
              tokens,
              lost,
              share(lost, tokens));
    }

    private static long share(long part, long all) {
      return all == 0 ? 0 : Math.round(100.0 * part / all);
    }
  }

  @Test
  void storesWhatIsTheModelsOwnAndNothingOfThePrompt() throws IOException {
    Map<String, List<Recorded>> byType = new LinkedHashMap<>();
    try (InputStream in = QualityIT.class.getResourceAsStream("/quality/replies.json")) {
      for (Recorded recorded : JSON.readValue(in, Recorded[].class)) {
        byType.computeIfAbsent(recorded.type(), type -> new ArrayList<>()).add(recorded);
      }
    }
    List<Figures> figures = new ArrayList<>();
    byType.forEach((type, recorded) -> figures.add(run(type, recorded)));
    List<String> table = new ArrayList<>();
    table.add(
        "| type | items | with something own | stored of these | echoes stored | output tokens | thrown away |");
    table.add("| --- | --- | --- | --- | --- | --- | --- |");
    figures.forEach(each -> table.add(each.line()));
    Files.createDirectories(Path.of("target"));
    Files.write(Path.of("target", "quality.md"), table);
    table.forEach(System.out::println);

    assertThat(figures)
        .allSatisfy(
            each -> {
              assertThat(each.echoes()).as(each.type()).isZero();
              assertThat(each.stored()).as(each.type()).isEqualTo(each.own());
            });
  }

  private Figures run(String type, List<Recorded> recorded) {
    String project = rest.projectWithChunks(recorded.size());
    MODELS.traffic().reset();
    Map<Integer, Integer> asked = new LinkedHashMap<>();
    MODELS.replyWith(request -> reply(request, recorded, asked));
    String task = type.equals("label") || type.equals("custom_format") ? "answer-generation" : type;
    if (!type.equals("question-generation")) {
      prepare(project, type);
    }
    JsonBody config = json("parallelism", 1).with("max_attempts", 1);
    for (Map.Entry<String, JsonNode> field : recorded.get(0).config().properties()) {
      config = config.with(field.getKey(), field.getValue());
    }
    if (type.equals("question-generation")) {
      config = config.with("questions_per_chunk", 2);
    }
    if (type.equals("multi-turn-generation")) {
      config = config.with("max_turns", 2);
    }
    String id =
        rest.taskOf(
            task, project, rest.provider(MODELS.baseUrl(), json("max_tokens", 300)), config);
    JsonNode ended = rest.end(id);
    long used = ended.at("/usage/output_tokens").asLong();
    Await.until("the calls are written", () -> tokens(id, "true"), all -> all == used);
    return new Figures(
        type,
        recorded.size(),
        (int) recorded.stream().filter(Recorded::own).count(),
        ended.path("completed_count").asLong(),
        echoes(project, recorded),
        used,
        tokens(id, "class <> 'ok'"));
  }

  private void prepare(String project, String type) {
    String base = "/api/projects/" + project;
    JsonNode chunks = rest.get(base + "/chunks?limit=1000").json().path("items");
    for (JsonNode chunk : chunks) {
      JsonBody question =
          json("question", "Where does the mill stand?").with("chunk_id", chunk.path("id"));
      if (type.equals("dataset-evaluation")) {
        rest.post(base + "/datasets", question.with("answer", "By the river."));
      } else {
        rest.post(base + "/questions", question);
      }
    }
  }

  private static Answer reply(
      ReceivedRequest request, List<Recorded> recorded, Map<Integer, Integer> asked) {
    Matcher mill = MILL.matcher(request.prompt());
    int number = mill.find() ? Integer.parseInt(mill.group(1)) : 1;
    Recorded given = recorded.get(number - 1);
    int time = asked.merge(number, 1, Integer::sum);
    String text = given.replies().get(Math.min(time, given.replies().size()) - 1);
    return Replies.text(text).finishing(time == 1 ? given.finish() : "stop");
  }

  private long tokens(String task, String which) {
    return jdbc.sql(
            "select coalesce(sum(output_tokens), 0) from llm_call where task_id = :id and " + which)
        .param("id", task)
        .query(Long.class)
        .single();
  }

  private long echoes(String project, List<Recorded> recorded) {
    List<String> rows = new ArrayList<>();
    for (String list : List.of("questions", "datasets", "conversations")) {
      JsonNode items =
          rest.get("/api/projects/" + project + "/" + list + "?limit=1000").json().path("items");
      items.forEach(row -> rows.add(row.toString()));
    }
    List<String> echoes =
        recorded.stream().flatMap(each -> each.echo().stream()).distinct().toList();
    return rows.stream().filter(row -> echoes.stream().anyMatch(row::contains)).count();
  }
}
