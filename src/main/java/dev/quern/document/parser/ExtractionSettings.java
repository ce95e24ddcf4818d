package dev.quern.document.parser;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How documents are read ({@code quern.extraction.*}): the limits of the forked parser.
 *
 * @param timeout how long one file may take before its parser is killed, at least 1 ms. Defaults to
 *     60s.
 * @param memory the heap of a parser process; 512 MB reads office files of some ten MB, whose
 *     documents are held in memory as trees, and PDFs of any length that was tried. Defaults to
 *     512MB.
 * @param processes how many files are parsed at once, each in a process of its own; 0 for as many
 *     as there are cores. Defaults to 0; the file config/application.yaml makes that the number of
 *     {@code quern.tasks.cpu-workers}.
 * @param idle how long a parser process without work is kept; starting one anew takes about a
 *     second. Defaults to 2m.
 */
@ConfigurationProperties("quern.extraction")
public record ExtractionSettings(
    @DefaultValue("60s") Duration timeout,
    @DefaultValue("512MB") DataSize memory,
    @DefaultValue("0") int processes,
    @DefaultValue("2m") Duration idle) {

  public ExtractionSettings {
    if (timeout.toMillis() < 1 || processes < 0 || memory.toMegabytes() < 32) {
      throw new IllegalArgumentException(
          "quern.extraction: timeout is to be 1 ms or more, processes 0 or more, memory 32 MB or"
              + " more");
    }
    processes = processes == 0 ? Runtime.getRuntime().availableProcessors() : processes;
  }
}
