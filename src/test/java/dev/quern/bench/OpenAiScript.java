package dev.quern.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A script of the Python package {@code openai}, to compare with where that is installed. The
 * system property {@code bench.python} names the interpreter [python3].
 */
final class OpenAiScript {

  private static final String PYTHON = System.getProperty("bench.python", "");

  private final Path script;

  private OpenAiScript(Path script) {
    this.script = script;
  }

  /** The script, if this machine can run it. */
  static Optional<OpenAiScript> find() {
    try {
      if (run(List.of("-c", "import openai")) != 0) {
        return Optional.empty();
      }
      Path script = Bench.TARGET.resolve("bench/openai_script.py");
      Files.createDirectories(script.getParent());
      try (InputStream in = OpenAiScript.class.getResourceAsStream("openai_script.py")) {
        Files.copy(Objects.requireNonNull(in), script, StandardCopyOption.REPLACE_EXISTING);
      }
      return Optional.of(new OpenAiScript(script));
    } catch (IOException e) {
      return Optional.empty(); // there is no Python
    }
  }

  /** Sends so many requests, as many at once as said. */
  void run(String baseUrl, int requests, int parallelism) {
    try {
      String output = Bench.TARGET.resolve("bench/openai_script.jsonl").toString();
      List<String> arguments =
          List.of(script.toString(), baseUrl, "" + requests, "" + parallelism, output);
      if (run(arguments) != 0) {
        throw new IllegalStateException("The script of the openai package failed: " + script);
      }
    } catch (IOException e) {
      throw new IllegalStateException("The script of the openai package cannot be run", e);
    }
  }

  private static int run(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(arguments);
    command.add(0, PYTHON.isEmpty() ? "python3" : PYTHON);
    Path log = Bench.log("openai-script");
    Files.createDirectories(log.getParent());
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
