package dev.quern.document.parser;

import dev.quern.DaemonThreads;
import dev.quern.document.parser.ParseReport.Outcome;
import dev.quern.home.ScratchFiles;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.unit.DataSize;

/**
 * A parser process, as its parent sees it. It reads one document at a time and is not restarted.
 */
class ParserProcess implements AutoCloseable {

  private static final Duration MAX_START = Duration.ofSeconds(60);

  private final Path temporaryFiles;
  private final Process process;
  private final DataOutputStream requests;
  private final LinkedBlockingQueue<ParseReport> reports = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<Boolean> ready = new LinkedBlockingQueue<>();
  private volatile String lastWords = "";
  private int served;

  private ParserProcess(Path temporaryFiles, Process process) {
    this.temporaryFiles = temporaryFiles;
    this.process = process;
    this.requests = new DataOutputStream(process.getOutputStream());
  }

  /** Starts a process and waits until it can read, about a second. */
  static ParserProcess start(DataSize memory) throws IOException, InterruptedException {
    Path temporaryFiles = ScratchFiles.folder("quern-parser-");
    Process process = new ProcessBuilder(ParserCommand.of(memory, temporaryFiles)).start();
    ParserProcess parser = new ParserProcess(temporaryFiles, process);
    daemon(parser::readReports, "parser-reports-" + process.pid());
    daemon(parser::readErrors, "parser-errors-" + process.pid());
    Boolean started;
    try {
      started = parser.ready.poll(MAX_START.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      parser.close();
      throw e;
    }
    if (!Boolean.TRUE.equals(started)) {
      parser.close();
      throw new IOException(
          "The parser process did not start. Its last words: " + parser.lastWords);
    }
    return parser;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Whether it has read a document before; if a fresh process cannot read a document, no process
   * can.
   */
  boolean isUsed() {
    return served > 0;
  }

  /** Reads a document; after a failure the process may be dead. */
  ParseReport parse(ParserProtocol.Request request, Duration limit) throws InterruptedException {
    served++;
    ParseReport report;
    try {
      ParserProtocol.write(requests, request);
      report = reports.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (IOException e) {
      report = reports.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      close();
      throw e;
    }
    if (report == null) {
      close();
      return ParseReport.failure(Outcome.TOO_SLOW, "", "");
    }
    return report;
  }

  private void readReports() {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
      ParserProtocol.readReady(in);
      ready.add(true);
      while (true) {
        reports.add(ParserProtocol.readReport(in));
      }
    } catch (IOException | IllegalArgumentException e) {
      ready.add(false);
      reports.add(death());
    }
  }

  private ParseReport death() {
    process.destroyForcibly();
    int code = process.onExit().join().exitValue();
    return code == ParserMain.OUT_OF_MEMORY
        ? ParseReport.failure(Outcome.OUT_OF_MEMORY, "", "")
        : ParseReport.failure(Outcome.CRASHED, "", "exit code " + code + " " + lastWords);
  }

  private void readErrors() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        lastWords = line.length() > 200 ? line.substring(0, 200) : line;
      }
    } catch (IOException e) {
      lastWords = "(" + e.getMessage() + ")";
    }
  }

  /** Kills the process and deletes its temporary files. */
  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
    try {
      FileSystemUtils.deleteRecursively(temporaryFiles);
    } catch (IOException e) {
      // The system's own cleaning of temporary files takes what is left.
      lastWords = e.toString();
    }
  }

  private static void daemon(Runnable work, String name) {
    DaemonThreads.of(name, work).start();
  }
}
