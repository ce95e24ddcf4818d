package dev.quern.document.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.document.parser.ParseReport.Outcome;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class ParserProcessesTests {

  private static final DataSize MEMORY = DataSize.ofMegabytes(96);

  private static ParserProcesses processes;

  @TempDir Path folder;

  @BeforeAll
  static void open() {
    processes = new ParserProcesses(limits(Duration.ofSeconds(60)));
  }

  @AfterAll
  static void close() {
    processes.close();
  }

  @Test
  void killsAParseThatNeverEndsAndReadsTheNextFile() throws Exception {
    try (ParserProcesses impatient = new ParserProcesses(limits(Duration.ofSeconds(5)))) {
      assertThat(impatient.parse(request("QUERN-ENDLESS")).outcome()).isEqualTo(Outcome.TOO_SLOW);
      assertThat(impatient.parse(request("<html><p>Grain</p>")).outcome()).isEqualTo(Outcome.READ);
    }
  }

  @Test
  void losesOnlyTheFileThatFillsTheMemory() throws Exception {
    assertThat(processes.parse(request("<html><p>Grain</p>")).outcome()).isEqualTo(Outcome.READ);
    assertThat(processes.parse(request("QUERN-MEMORY")).outcome()).isEqualTo(Outcome.OUT_OF_MEMORY);
    assertThat(processes.parse(request("<html><p>Grain</p>")).outcome()).isEqualTo(Outcome.READ);
  }

  @Test
  void losesOnlyTheFileThatBringsTheProcessDown() throws Exception {
    ParseReport report = processes.parse(request("QUERN-CRASH"));
    assertThat(report.outcome()).isEqualTo(Outcome.CRASHED);
    assertThat(report.detail()).contains("exit code 7");
    assertThat(processes.parse(request("<html><p>Grain</p>")).outcome()).isEqualTo(Outcome.READ);
  }

  @Test
  void endsWhenItsInputDoesAlsoInTheMiddleOfAParse() throws Exception {
    Path temporaryFiles = Files.createDirectory(folder.resolve("temporary"));
    Process child = new ProcessBuilder(ParserCommand.of(MEMORY, temporaryFiles)).start();
    DataOutputStream out = new DataOutputStream(child.getOutputStream());
    ParserProtocol.write(out, request("QUERN-ENDLESS"));
    out.close();
    assertThat(child.waitFor()).isZero();
    assertThat(temporaryFiles).doesNotExist();
  }

  @Test
  void killsTheProcessWhenItsReaderIsInterrupted() throws Exception {
    ParserProcess process = ParserProcess.start(MEMORY);
    Thread.currentThread().interrupt();
    try {
      process.parse(request("QUERN-ENDLESS"), Duration.ofMinutes(1));
    } catch (InterruptedException e) {
      assertThat(process.isAlive()).isFalse();
      return;
    }
    throw new AssertionError("The parse went on although its thread was interrupted");
  }

  @Test
  void endsIdleProcesses() throws Exception {
    ExtractionSettings brief =
        new ExtractionSettings(Duration.ofSeconds(60), MEMORY, 1, Duration.ofMillis(1));
    try (ParserProcesses shortLived = new ParserProcesses(brief)) {
      shortLived.parse(request("<html><p>Grain</p>"));
      assertThat(shortLived.parse(request("<html><p>Meal</p>")).outcome()).isEqualTo(Outcome.READ);
    }
  }

  private static ExtractionSettings limits(Duration timeout) {
    return new ExtractionSettings(timeout, MEMORY, 1, Duration.ofMinutes(2));
  }

  private ParserProtocol.Request request(String content) throws IOException {
    Path file = Files.writeString(Files.createTempFile(folder, "in", ".bin"), content);
    Path markdown = Files.createTempFile(folder, "out", ".md");
    return new ParserProtocol.Request(file.toString(), "document", markdown.toString());
  }
}
