package dev.quern.pipeline.intake;

import dev.quern.error.TooLargeException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What may come in ({@code quern.intake.*}).
 *
 * @param maxFileSize the largest file, dropped or uploaded. Defaults to 150MB.
 * @param filesAtOnce how many dropped files are under way at once where {@code quern.files.store}
 *     lets other nodes read them, 1 to 1000; they are read by this node and by others that have
 *     free places. Elsewhere files are taken in one after the other. Defaults to 64.
 */
@ConfigurationProperties("quern.intake")
public record IntakeSettings(
    @DefaultValue("150MB") DataSize maxFileSize, @DefaultValue("64") int filesAtOnce) {

  public IntakeSettings {
    if (filesAtOnce < 1 || filesAtOnce > 1000) {
      throw new IllegalArgumentException(
          "quern.intake.files-at-once is " + filesAtOnce + "; it must be between 1 and 1000");
    }
  }

  /**
   * Refuses a file that is larger.
   *
   * @throws TooLargeException naming the file and the limit
   */
  void check(String fileName, long size) {
    if (size > maxFileSize.toBytes()) {
      throw TooLargeException.of("The file '" + fileName + "'", maxFileSize.toBytes());
    }
  }
}
