package dev.quern.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.dataset.NearDuplicates;
import dev.quern.export.bundle.ZipTarget;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Import;

/** A split of rows that tasks write meanwhile: after the sides were chosen, before the file. */
@Import(SplitMeanwhileTests.Meanwhile.class)
class SplitMeanwhileTests extends ExportTest {

  @Autowired private Meanwhile meanwhile;

  @Test
  void keepsEachDocumentAndNearDuplicatesOnOneSide() throws Exception {
    List<String> files = new ArrayList<>();
    String[] topics = {"mills and rivers", "ships on oceans", "birds over deserts", "kings"};
    for (String topic : topics) {
      String file = rows.file(project, topic + ".md");
      files.add(file);
      entry(said(topic), topic, "file_id", file);
    }
    meanwhile.between =
        () -> {
          for (int i = 0; i < topics.length; i++) {
            entry("came later about " + topics[i], "later", "file_id", files.get(i));
            entry(said(topics[i]) + " now", topics[i], "note", "near-duplicate");
          }
          jdbc.sql("delete from dataset_entry where file_id = :file and answer = :kings")
              .param("file", files.get(3))
              .param("kings", "kings")
              .update();
        };
    var out = new ByteArrayOutputStream();
    var counts =
        exporter.write(
            ExportRequest.of(
                project, options("format", "hugging-face", "as", "jsonl", "split", 0.5)),
            new ZipTarget(out));
    var zip = unzipped(out.toByteArray());

    Set<String> test = topicsOf(zip.get("data/test-00000-of-00001.jsonl"), topics);
    Set<String> train = topicsOf(zip.get("data/train-00000-of-00001.jsonl"), topics);
    assertThat(test).isNotEmpty().doesNotContainAnyElementsOf(train);
    assertThat(train).isNotEmpty();
    assertThat(counts.records()).isEqualTo(3);
    assertThat(new String(zip.get("README.md"), StandardCharsets.UTF_8))
        .contains(counts.test() + " of 3 records are the test side");
  }

  private static String said(String topic) {
    return ("which of all the many things that people wrote on " + topic + " is true").repeat(2);
  }

  private static Set<String> topicsOf(byte[] file, String... topics) throws Exception {
    Set<String> found = new HashSet<>();
    for (String line : new String(file, StandardCharsets.UTF_8).split("\n")) {
      JsonNode messages = JSON.readTree(line).get("messages");
      for (String topic : topics) {
        if (messages.at("/0/content").asText().contains(topic)) {
          found.add(topic);
        }
      }
    }
    return found;
  }

  /** Does something once the first reading of the rows is over. */
  static final class Meanwhile implements BeanPostProcessor {

    private Runnable between = () -> {};

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
      return bean instanceof NearDuplicates real
          ? (NearDuplicates) (least, scratch) -> interrupted(real, least, scratch)
          : bean;
    }

    private NearDuplicates.Search interrupted(NearDuplicates real, double least, Path scratch) {
      NearDuplicates.Search search = real.search(least, scratch);
      return new NearDuplicates.Search() {
        @Override
        public void add(String text, @Nullable String language) {
          search.add(text, language);
        }

        @Override
        public void find(NearDuplicates.Pairs pairs) {
          search.find(pairs);
          between.run();
        }

        @Override
        public void close() {
          search.close();
        }
      };
    }
  }
}
