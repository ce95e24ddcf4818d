package dev.quern.pipeline.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.document.ExtractedText;
import dev.quern.document.original.StoredFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryTextsTests {

  @TempDir private Path folder;

  private final TemporaryTexts temporary = new TemporaryTexts();

  @Test
  void deletesTheTextsOfAnUpload() throws IOException {
    List<ExtractedText> texts = new ArrayList<>();
    read("a.md", texts);
    read("b.md", texts);
    temporary.deleteAll(texts);
    assertThat(folder).isEmptyDirectory();
  }

  private void read(String name, List<ExtractedText> texts) throws IOException {
    Path text = Files.writeString(folder.resolve(name), "text");
    IncomingFile arrival = new IncomingFile("p", text, name, new StoredFile("0f", 4, text), null);
    temporary.keep(arrival, new ExtractedText(text, "text/markdown", 4), texts);
  }
}
