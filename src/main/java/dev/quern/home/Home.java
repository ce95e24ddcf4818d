package dev.quern.home;

import dev.quern.error.StartRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * The folder of everything that Quern stores outside of an external database.
 *
 * @param path the folder itself ({@code quern.home}); made when it is missing. Defaults to ./var.
 */
@ConfigurationProperties("quern")
public record Home(@Name("home") @DefaultValue("./var") Path path) {

  /** The prefix of a process's own folder below {@code tmp/}; the rest is its pid. */
  public static final String SCRATCH = "process-";

  public Home {
    path = path.toAbsolutePath().normalize();
  }

  /** The inbox, with a folder for each project. */
  public Path inbox() {
    return made("inbox");
  }

  /** Finished datasets, in a folder for each project. */
  public Path outbox() {
    return made("outbox");
  }

  /** The original files, each under its SHA-256. */
  public Path files() {
    return made("files");
  }

  /** The embedded PostgreSQL's data. */
  public Path postgres() {
    return made("").resolve("postgres");
  }

  /** ScratchFiles files of this process; a later start removes those of a crashed one. */
  public Path scratch() {
    return made("tmp/" + SCRATCH + ProcessHandle.current().pid());
  }

  /** A folder of this process without a file. */
  public Path emptyFolder() {
    return made("tmp/" + SCRATCH + ProcessHandle.current().pid() + "/empty");
  }

  /** Where the programs of the embedded PostgreSQL are unpacked. */
  public Path postgresPrograms() {
    return made("postgres-bin");
  }

  /** A file of Quern's own, straight in the home. */
  public Path file(String name) {
    return made("").resolve(name);
  }

  private Path made(String folder) {
    try {
      return Files.createDirectories(path.resolve(folder));
    } catch (IOException e) {
      throw new StartRefusedException(
          "The folder " + path.resolve(folder) + " cannot be made (" + e + ")",
          "Set quern.home to one that can");
    }
  }
}
