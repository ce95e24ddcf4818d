package dev.quern.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTests {

  @TempDir Path folder;

  @Test
  void removesWhatDeadProcessesLeftAndNothingElse() throws Exception {
    Home home = new Home(folder);
    Path mine = Files.writeString(home.scratch().resolve("mine"), "x");
    Process other = new ProcessBuilder("sleep", "600").start();
    try {
      Path living = file("tmp/process-" + other.pid() + "/a/b");
      Process dead = new ProcessBuilder("true").start();
      dead.waitFor();
      Path left = file("tmp/process-" + dead.pid() + "/a/b");
      Path old = file("tmp/export-1.part");
      Path part = file("files/1.part");
      Path abandoned = file("files/2.part");
      Files.setLastModifiedTime(abandoned, FileTime.from(Instant.now().minus(Duration.ofDays(2))));

      new TemporaryFolder(Clock.systemUTC()).clean(home);

      assertThat(mine).exists();
      assertThat(living).exists();
      assertThat(part).exists();
      assertThat(left.getParent().getParent()).doesNotExist();
      assertThat(old).doesNotExist();
      assertThat(abandoned).doesNotExist();
    } finally {
      other.destroyForcibly();
    }
  }

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "x");
  }
}
