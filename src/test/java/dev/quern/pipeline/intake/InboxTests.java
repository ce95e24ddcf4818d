package dev.quern.pipeline.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import dev.quern.document.UnreadableFileException;
import dev.quern.error.ConflictException;
import dev.quern.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxTests {

  @TempDir Path folder;
  private Inbox inbox;
  private Path file;

  @BeforeEach
  void drop() throws IOException {
    Home home = new Home(folder);
    inbox = new Inbox(mock(Arrivals.class), mock(ProjectFolders.class), new PipelineFiles());
    Files.createDirectories(home.inbox().resolve("p"));
    file = Files.writeString(home.inbox().resolve("p/mill.md"), "one mill");
  }

  @Test
  void movesAFileThatStaysAsItWasRead() {
    inbox.arrival(file.toFile());
    assertThat(inbox.done(file.toFile())).endsWith("/p/.done/mill.md");
  }

  @Test
  void leavesAFileThatIsGoneToWhoeverMovedIt() throws IOException {
    inbox.arrival(file.toFile());
    Files.delete(file);
    assertThat(inbox.done(file.toFile())).endsWith("/p/.done/mill.md");
  }

  @Test
  void readsAFileAgainThatWasReplacedByOneOfTheSameSize() throws IOException {
    inbox.arrival(file.toFile());
    Path other = Files.writeString(folder.resolve("other"), "two mill");
    Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);

    assertThatThrownBy(() -> inbox.done(file.toFile()))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("'mill.md' was changed or replaced");
    inbox.arrival(file.toFile());
    assertThat(inbox.done(file.toFile())).endsWith("/p/.done/mill.md");
  }

  @Test
  void readsAFileAgainThatWasMendedWhileItWasRead() throws IOException {
    inbox.arrival(file.toFile());
    Files.writeString(file, "a mill that is mended");

    assertThatThrownBy(() -> inbox.failed(file.toFile(), UnreadableFileException.empty("mill.md")))
        .isInstanceOf(ConflictException.class);
    assertThat(file).exists();
  }

  @Test
  void explainsARefusalWhenTheFileHasBeenMoved() throws Exception {
    Path target = refuse();
    Path reason = target.resolveSibling("mill.md.error.txt");
    assertThat(reason).doesNotExist();

    Files.move(file, target);
    inbox.moved(file.toFile(), target.toFile());
    assertThat(reason).content().contains("'mill.md' is empty");
  }

  @Test
  void explainsNothingThatCouldNotBeMoved() throws Exception {
    Path target = refuse();
    inbox.moved(file.toFile(), target.toFile());
    assertThat(target.getParent()).isEmptyDirectory();
  }

  private Path refuse() throws Exception {
    inbox.arrival(file.toFile());
    return Path.of(inbox.failed(file.toFile(), UnreadableFileException.empty("mill.md")));
  }
}
