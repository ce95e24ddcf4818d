package dev.quern.ops.database;

import dev.quern.error.StartRefusedException;
import java.nio.file.Path;

/** Another process uses this home folder. */
public final class HomeInUseException extends StartRefusedException {

  private HomeInUseException(String problem, String remedy) {
    super(problem, remedy);
  }

  static HomeInUseException by(Path home, String pid) {
    return new HomeInUseException(
        "Quern already runs in "
            + home
            + " (process "
            + pid
            + "), and an embedded database serves one process",
        "Stop that process, or give this one another quern.home, or give both the same"
            + " spring.datasource.url");
  }
}
