package dev.quern.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret in a file is whole or not there, and the same for all who start together. */
class PrivateFileTests {

  @TempDir Path home;
  private Path file;

  @BeforeEach
  void name() {
    file = home.resolve("operator-password");
  }

  @Test
  void isMadeOnceForItsOwnerAlone() throws IOException {
    assertThat(PrivateFile.readOrMake(file, () -> "first")).isEqualTo("first");
    assertThat(PrivateFile.readOrMake(file, () -> "second")).isEqualTo("first");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void isNotThereWhereItsMakingFails() {
    assertThatThrownBy(
            () ->
                PrivateFile.readOrMake(
                    file,
                    () -> {
                      throw new IllegalStateException("killed");
                    }))
        .hasMessage("killed");
    assertThat(file).doesNotExist();
  }

  @Test
  void isMadeAnewWhereItIsBlank() throws IOException {
    Files.writeString(file, "\n");
    assertThat(PrivateFile.readOrMake(file, () -> "made")).isEqualTo("made");
    assertThat(file).hasContent("made");
  }

  /** The file of another process whose writing was cut off is in nobody's way. */
  @Test
  void isMadeBesideWhatAKilledProcessLeft() throws IOException {
    Files.writeString(file.resolveSibling(".operator-password.part"), "ha");
    assertThat(PrivateFile.readOrMake(file, () -> "made")).isEqualTo("made");
    assertThat(file).hasContent("made");
  }

  @Test
  void isTheSameForAllWhoStartTogether() {
    CyclicBarrier together = new CyclicBarrier(4);
    List<CompletableFuture<String>> starts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String own = "value of " + i;
      starts.add(
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  together.await();
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
                return PrivateFile.readOrMake(file, () -> own);
              },
              task -> new Thread(task).start()));
    }
    assertThat(starts.stream().map(CompletableFuture::join).distinct()).hasSize(1);
  }
}
