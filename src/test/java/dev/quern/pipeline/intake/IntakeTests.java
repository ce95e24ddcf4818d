package dev.quern.pipeline.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.quern.document.ExtractedText;
import dev.quern.document.store.OriginalFiles;
import dev.quern.document.store.SourceFiles;
import dev.quern.document.store.StoredFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeTests {

  @TempDir private Path folder;

  private final SourceFiles files = mock(SourceFiles.class);
  private final Intake intake =
      new Intake(null, null, files, null, mock(OriginalFiles.class), null, null, null);

  @Test
  void deletesTheTemporaryTextsOfAnUpload() throws IOException {
    intake.addAll(List.of(read("a.md"), read("b.md")));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void deletesThemAlsoWhenTheyCannotBeStored() throws IOException {
    when(files.add(any(), any(), any(), any())).thenThrow(new IllegalStateException("away"));
    assertThatThrownBy(() -> intake.addAll(List.of(read("a.md"), read("b.md")))).hasMessage("away");
    assertThat(folder).isEmptyDirectory();
  }

  private Intake.ReadArrival read(String name) throws IOException {
    Path text = Files.writeString(folder.resolve(name), "text");
    IncomingFile arrival = new IncomingFile("p", text, name, new StoredFile("0f", 4, text), null);
    return intake.read(arrival, new ExtractedText(text, "text/markdown", 4));
  }
}
