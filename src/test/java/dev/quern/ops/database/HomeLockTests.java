package dev.quern.ops.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quern.home.Home;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One process for an embedded home; several, each with a name of its own, beside a server. */
class HomeLockTests {

  @TempDir Path folder;

  @Test
  void refusesASecondProcessAndNamesTheFirst() throws Exception {
    Home home = new Home(folder);
    try (HomeLock first = HomeLock.only(home)) {
      assertThatThrownBy(() -> HomeLock.only(home))
          .isInstanceOf(HomeInUseException.class)
          .hasMessageContaining(String.valueOf(ProcessHandle.current().pid()))
          .hasMessageContaining(folder.toString());
      assertThat(first.node().name()).endsWith("-1");
    }
  }

  @Test
  void givesTheNameOfADeadNodeToTheNext() throws Exception {
    Home home = new Home(folder);
    HomeLock first = HomeLock.shared(home);
    try (HomeLock second = HomeLock.shared(home)) {
      assertThat(second.node()).isNotEqualTo(first.node());
      first.close();
      try (HomeLock third = HomeLock.shared(home)) {
        assertThat(third.node()).isEqualTo(first.node());
      }
    }
  }
}
