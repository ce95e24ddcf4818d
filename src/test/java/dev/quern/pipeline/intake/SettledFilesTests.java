package dev.quern.pipeline.intake;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.quern.testing.PlainUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class SettledFilesTests {

  private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(SettledFiles.class);

  @TempDir private Path inbox;

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private long nanos;

  private SettledFiles files() {
    return new SettledFiles(inbox, () -> nanos);
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  private Path write(String text, Instant date) throws IOException {
    Path file = Files.writeString(inbox.resolve("keep.md"), text);
    Files.setLastModifiedTime(file, FileTime.from(date));
    return file;
  }

  @Test
  void waitsForAFileThatGrowsAndKeepsItsOldDate() throws IOException {
    SettledFiles files = files();
    Instant yesterday = Instant.parse("2020-01-01T00:00:00Z");
    String text = "";
    for (int part = 0; part < 8; part++) {
      text += "part\n";
      assertThat(files.isSettled(write(text, yesterday).toFile())).isFalse();
      pass(Duration.ofMillis(900));
    }
    pass(SettledFiles.SETTLED);
    assertThat(files.isSettled(inbox.resolve("keep.md").toFile())).isTrue();
  }

  @Test
  void takesAFileOfTheFuture() throws IOException {
    SettledFiles files = files();
    Path file = write("text", Instant.parse("2099-01-01T00:00:00Z"));
    assertThat(files.isSettled(file.toFile())).isFalse();
    pass(SettledFiles.SETTLED);
    assertThat(files.isSettled(file.toFile())).isTrue();
  }

  @Test
  void waitsLongerForAnEmptyFile() throws IOException {
    SettledFiles files = files();
    Path file = write("", Instant.parse("2020-01-01T00:00:00Z"));
    files.isSettled(file.toFile());
    pass(SettledFiles.SETTLED);
    assertThat(files.isSettled(file.toFile())).isFalse();
    pass(SettledFiles.EMPTY);
    assertThat(files.isSettled(file.toFile())).isTrue();
  }

  @BeforeEach
  void listen() {
    log.start();
    LOGGER.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    LOGGER.detachAppender(log);
  }

  @Test
  void saysOnceWhatWaitsForMoreThanAMinute() throws IOException {
    SettledFiles files = files();
    String text = "";
    for (int look = 0; look < 40; look++) {
      text += "part\n";
      write(text, Instant.parse("2099-01-01T00:00:00Z"));
      assertThat(files.isSettled(inbox.resolve("keep.md").toFile())).isFalse();
      assertThat(log.list).hasSize(look < 30 ? 0 : 1);
      pass(SettledFiles.SETTLED);
    }
    assertThat(log.list.get(0).getFormattedMessage())
        .endsWith("keep.md waits for more than a minute, since it still changes (155 bytes now)");
  }

  @Test
  void leavesAloneWhatIsGoneOrBehindALink() throws IOException {
    Path elsewhere = Files.createDirectories(inbox.resolveSibling(inbox.getFileName() + "-else"));
    Files.writeString(elsewhere.resolve("a.md"), "text");
    Path link = Files.createSymbolicLink(inbox.resolve("village"), elsewhere);
    Path toNothing = Files.createSymbolicLink(inbox.resolve("b.md"), Path.of("gone.md"));
    SettledFiles files = files();
    for (int look = 0; look < 3; look++) {
      assertThat(files.isSettled(link.resolve("a.md").toFile())).isFalse();
      assertThat(files.isSettled(toNothing.toFile())).isFalse();
      assertThat(files.isSettled(inbox.resolve("gone.md").toFile())).isFalse();
      pass(SettledFiles.EMPTY);
    }
  }

  /** Camel takes the backslash for the end of a folder's name, and finds no such file. */
  @Test
  void saysOnceThatItLeavesAloneANameWithABackslash() throws IOException {
    SettledFiles files = files();
    Path file = Files.writeString(inbox.resolve("back\\slash.md"), "text");

    assertThat(files.willBeAccepted(file)).isFalse();
    assertThat(files.willBeAccepted(file)).isFalse();
    assertThat(files.isSettled(file.toFile())).isFalse();

    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .singleElement()
        .asString()
        .contains("back\\slash.md is left alone", "under a name without a backslash");
  }

  /** Looks twice, with the waiting time between them, in a JVM that may not read everything. */
  static final class Looker {
    public static void main(String[] args) {
      long[] nanos = {0};
      Path file = Path.of(args[0]);
      SettledFiles files = new SettledFiles(file.getParent(), () -> nanos[0]);
      boolean atOnce = files.isSettled(file.toFile());
      nanos[0] = SettledFiles.SETTLED.toNanos();
      System.out.println("settled: " + atOnce + " " + files.isSettled(file.toFile()));
    }
  }

  @Test
  void leavesAloneWhatMayNotBeReadEvenWhereRootRunsTheTests() throws Exception {
    Path file = write("text", Instant.parse("2020-01-01T00:00:00Z"));
    assertThat(PlainUser.run(Looker.class, file.toString())).contains("settled: false true");

    assertThat(file.toFile().setReadable(false, false)).isTrue();
    assertThat(PlainUser.run(Looker.class, file.toString()))
        .contains("settled: false false", "keep.md is left alone");
  }
}
