package dev.quern.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.quern.Ids;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** What stands beside the data of a bundle, as its loader reads it. */
class BundlesTests extends ExportTest {

  private static final ObjectMapper YAML = new YAMLMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          datasets       | jsonl   | {"formatting":"alpaca","columns":{"prompt":"instruction","query":"input","response":"output","system":"system"}}
          conversations  | parquet | {"formatting":"sharegpt","columns":{"messages":"conversations","system":"system"},"tags":{"role_tag":"from","content_tag":"value","user_tag":"human","assistant_tag":"gpt"}}
          image-datasets | json    | {"formatting":"sharegpt","columns":{"messages":"conversations","system":"system","images":"images"},"tags":{"role_tag":"from","content_tag":"value","user_tag":"human","assistant_tag":"gpt"}}
          """)
  void tellsLlamaFactoryHowItsDataIsRead(String kind, String as, String how) throws Exception {
    fill();
    var files =
        unzipped(
            export(
                project, "format", "llama-factory", "kind", kind, "as", as, "system", "Be brief."));
    JsonNode info = JSON.readTree(files.get("dataset_info.json"));
    assertThat(info.properties()).hasSize(1);
    JsonNode train = info.get("quern_train");
    assertThat(train.get("file_name").asText()).isEqualTo("quern_train." + as);
    assertThat(files).containsKey("quern_train." + as);
    ((com.fasterxml.jackson.databind.node.ObjectNode) train).remove("file_name");
    assertThat(train).isEqualTo(JSON.readTree(how));
    JsonNode start = YAML.readTree(files.get("train.yaml"));
    assertThat(start.get("dataset").asText()).isEqualTo("quern_train");
    assertThat(start.get("dataset_dir").asText()).isEqualTo(".");
    assertThat(start.has("media_dir")).isEqualTo(kind.equals("image-datasets"));
    if (kind.equals("image-datasets")) {
      JsonNode image = JSON.readTree(files.get("quern_train.json")).at("/0/images/0");
      assertThat(files).containsKey(image.asText());
    }
  }

  @ParameterizedTest
  @CsvSource({"parquet", "jsonl"})
  void writesACardThatLoadersAndPeopleRead(String as) throws Exception {
    fill();
    var files =
        unzipped(
            export(
                project,
                "format",
                "hugging-face",
                "as",
                as,
                "split",
                0.5,
                "min_score",
                3,
                "system",
                "Be brief."));
    assertThat(files.keySet())
        .containsExactly(
            "data/train-00000-of-00001." + as, "data/test-00000-of-00001." + as, "README.md");
    String card = new String(files.get("README.md"), StandardCharsets.UTF_8);
    JsonNode head = front(card);
    assertThat(head.get("license").asText()).isEqualTo("other");
    assertThat(head.get("language")).isEqualTo(JSON.readTree("[\"en\",\"zh\"]"));
    assertThat(head.at("/size_categories/0").asText()).isEqualTo("n<1K");
    assertThat(head.at("/configs/0/data_files"))
        .isEqualTo(
            JSON.readTree(
                """
                [{"split":"train","path":"data/train-00000-of-00001.%1$s"},
                 {"split":"test","path":"data/test-00000-of-00001.%1$s"}]\
                """
                    .formatted(as)));
    assertThat(head.at("/dataset_info/features"))
        .isEqualTo(
            JSON.readTree(
                "[{\"name\":\"messages\",\"list\":[{\"name\":\"role\",\"dtype\":\"string\"},"
                    + "{\"name\":\"content\",\"dtype\":\"string\"}]},"
                    + "{\"name\":\"cot\",\"dtype\":\"string\"}]"));
    for (JsonNode split : head.at("/dataset_info/splits")) {
      byte[] data = files.get("data/" + split.get("name").asText() + "-00000-of-00001." + as);
      assertThat(split.get("num_bytes").asLong()).isEqualTo(data.length);
      assertThat(Duck.query(data, as, "select count(*) from FILE"))
          .containsExactly(List.of(split.get("num_examples").asText()));
    }
    assertThat(card)
        .contains("- records: 2 train, 2 test", "- scores: 4 records have one, 4.25 of 5")
        .contains(
            "- models: small-model (4)", "- prompts stored in the project: answer-generation (en)")
        .contains("`min_score=3`", "`system=Be brief.`", "- split: ");
  }

  /** What a reader of YAML 1.1, such as the Hub, takes for a date, a number or no text at all. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-26",
        "12:30",
        "yes",
        "No",
        "on",
        "null",
        "~",
        "1e3",
        "0x10",
        "0o7",
        "=",
        "a: b #c"
      })
  void quotesANameThatLooksLikeAnotherValue(String name) {
    jdbc.sql("update project set name = :name where id = :p")
        .param("name", name)
        .param("p", project)
        .update();
    String card =
        new String(
            unzipped(export(project, "format", "hugging-face")).get("README.md"),
            StandardCharsets.UTF_8);
    assertThat(card).doesNotContain("chosen by");
    String head = card.substring(4, card.indexOf("\n---\n"));
    assertThat((Object) new Yaml().<Map<String, Object>>load(head).get("pretty_name"))
        .isEqualTo(name);
  }

  /** LLaMA-Factory counts these in all messages of a record and stops where one has no medium. */
  @Test
  void writesAPlaceForEachImageAndNoOther() throws Exception {
    imageEntry("Where is <image> in <video>?", "Above <audio>, in an <image> of <image>s.");
    var files = unzipped(export(project, "format", "llama-factory", "kind", "image-datasets"));
    JsonNode record = JSON.readTree(files.get("quern_train.jsonl"));
    String said = record.at("/conversations").toString();
    assertThat(said.split("<image>", -1)).hasSize(1 + record.get("images").size());
    assertThat(said).doesNotContain("<video>", "<audio>");
    assertThat(record.at("/conversations/0/value").asText())
        .isEqualTo("<image>Where is <image > in <video >?");
  }

  @ParameterizedTest
  @CsvSource({"llama-factory, jsonl, inline", "hugging-face, parquet, files"})
  void writesImagesAsItsLoaderReadsThem(String format, String as, String images) throws Exception {
    imageEntry("what?", "a mill");
    Object[] asked = {"kind", "image-datasets", "format", format, "as", as};
    Object[] withImages = {"kind", "image-datasets", "format", format, "as", as, "images", images};
    var plain = unzipped(export(project, asked));
    var files = unzipped(export(project, withImages));
    assertThat(files.keySet()).isEqualTo(plain.keySet());
    plain.forEach((path, bytes) -> assertThat(files.get(path)).as(path).isEqualTo(bytes));
  }

  /** A trainer adds the token of an image itself where messages have roles. */
  @ParameterizedTest
  @CsvSource({"alpaca, true", "sharegpt, true", "messages, false", "multilingual-thinking, false"})
  void putsAPlaceWhereLoadersWantIt(String format, boolean has) throws Exception {
    imageEntry("what?", "a mill");
    String said = text("kind", "image-datasets", "format", format, "images", "inline");
    assertThat(said.contains("<image>what?")).isEqualTo(has);
    assertThat(said.contains("<image>")).isEqualTo(has);
  }

  @Test
  void compressesParquet() {
    fill();
    assertThat(
            Duck.query(
                export(project, "as", "parquet"),
                "parquet",
                "select distinct compression from parquet_metadata('PATH')"))
        .containsAnyOf(List.of("ZSTD"), List.of("SNAPPY"));
  }

  private static JsonNode front(String card) throws IOException {
    assertThat(card).startsWith("---\n");
    return YAML.readTree(card.substring(4, card.indexOf("\n---\n") + 1));
  }

  private void fill() {
    for (int i = 0; i < 4; i++) {
      entry(
          "What is said of the mill number " + i + " " + Ids.next() + "?",
          "It says " + Ids.next() + " and " + Ids.next(),
          "score",
          new BigDecimal(i % 2 == 0 ? "4" : "4.5"),
          "language",
          i == 0 ? "zh-CN" : "en",
          "model",
          "small-model");
    }
    entry("low?", "a", "score", new BigDecimal("1"));
    rows.conversation(project, null, "who?", "me");
    try {
      imageEntry("what?", "a mill");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    insert(
        "prompt",
        Map.of(
            "id", Ids.next(),
            "project_id", project,
            "name", "answer-generation",
            "language", "en",
            "text", "{text} {question}"));
  }
}
