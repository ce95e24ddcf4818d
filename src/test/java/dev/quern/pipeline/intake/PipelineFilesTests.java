package dev.quern.pipeline.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.quern.error.InvalidRequestException;
import dev.quern.pipeline.PipelineSteps;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the steps of a folder come from. */
class PipelineFilesTests {

  private final PipelineFiles files = new PipelineFiles();

  @TempDir Path folder;

  private PipelineSteps steps(String yaml) throws IOException {
    Files.writeString(folder.resolve(PipelineNames.NAME), yaml);
    return files.stepsFor(List.of(folder));
  }

  @Test
  void aCharsetAloneLeavesTheCommonSteps() throws IOException {
    PipelineSteps common = files.stepsFor(List.of(folder));

    PipelineSteps own = steps("- {charset: IBM850}\n");

    assertThat(common.tasks()).isNotEmpty();
    assertThat(own).isEqualTo(common.inCharset(Charset.forName("IBM850")));
  }

  @Test
  void aCharsetBesideStepsIsTheirs() throws IOException {
    PipelineSteps own = steps("- {charset: IBM850}\n- {task_type: text-processing}\n");

    assertThat(own.tasks()).hasSize(1);
    assertThat(own.charset()).isEqualTo(Charset.forName("IBM850"));
  }

  @Test
  void refusesAFileWithoutSteps() {
    assertThatThrownBy(() -> steps("[]\n"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("a step at least");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Pipeline.yaml", "pipeline.yml", "PIPELINE.YML", "piPeline.Yaml"})
  void readsItInOtherSpellings(String name) throws IOException {
    Files.writeString(folder.resolve(name), "- {task_type: text-processing}\n");

    assertThat(files.stepsFor(List.of(folder)).tasks()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pipeline.yml", "piPeline.Yaml"})
  void refusesTwo(String other) throws IOException {
    Files.writeString(folder.resolve(other), "- {task_type: text-processing}\n");

    assertThatThrownBy(() -> steps("- {task_type: text-processing}\n"))
        .hasMessageContaining("There are two pipelines", other + "; keep one of them");
  }

  @Test
  void refusesASecondListInTheFile() {
    assertThatThrownBy(() -> steps("- {task_type: text-processing}\n---\n- {export: {}}\n"))
        .hasMessageEndingWith("is wrong: it is more than one list, parted by '---'.");
  }

  /** What content has been through is remembered by it, wherever the steps stood. */
  @Test
  void hasOneFingerprintForTheSameStepsInOtherPlaces() throws IOException {
    JsonNode list = new YAMLMapper().readTree("[{task_type: a}, {x: y}, {export: {}}]");
    PipelineSteps far = PipelineSteps.of(list, step -> step.has("x"));
    PipelineSteps near =
        PipelineSteps.of(new YAMLMapper().readTree("[{task_type: a}, {export: {}}]"));

    assertThat(far.exports().get(0).place()).isEqualTo(2);
    assertThat(far.fingerprint())
        .isEqualTo(near.fingerprint())
        .isEqualTo("acd72b072bf71b40d541bab15e0ffd14aebe89030feadb0ebfb603d5da594100");
  }
}
