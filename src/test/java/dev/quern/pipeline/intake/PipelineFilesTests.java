package dev.quern.pipeline.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quern.error.InvalidRequestException;
import dev.quern.pipeline.PipelineSteps;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the steps of a folder come from. */
class PipelineFilesTests {

  private final PipelineFiles files = new PipelineFiles();

  @TempDir Path folder;

  private PipelineSteps steps(String yaml) throws IOException {
    Files.writeString(folder.resolve(PipelineFiles.NAME), yaml);
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
}
