package dev.quern.pipeline.intake;

import dev.quern.error.TooLargeException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What may come in ({@code quern.intake.*}).
 *
 * @param maxFileSize the largest file, dropped or uploaded. Defaults to 150MB.
 */
@ConfigurationProperties("quern.intake")
public record IntakeSettings(@DefaultValue("150MB") DataSize maxFileSize) {

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
