package dev.quern;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * The folder that holds all that Quern keeps outside a database of yours.
 *
 * @param path the folder itself ({@code quern.home}); made when it is missing. Defaults to ./var.
 */
@ConfigurationProperties("quern")
public record Home(@Name("home") @DefaultValue("./var") Path path) {

  public Home {
    path = path.toAbsolutePath().normalize();
  }

  /** Files dropped here, in a folder for each project, are taken in. */
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

  /** Files that are of no use after the process. */
  public Path scratch() {
    return made("tmp");
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
