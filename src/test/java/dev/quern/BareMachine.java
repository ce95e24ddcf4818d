package dev.quern;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A machine with an empty home and nothing on its PATH but what is installed here, for tests of
 * shell scripts. Its folders have spaces in their names.
 */
final class BareMachine {

  /** How a script ended and what it printed. */
  record Run(int status, String out, String err) {}

  private final Path root;
  private final Path home;
  private final Path path;
  private final Map<String, String> environment = new TreeMap<>();

  BareMachine(Path root) throws IOException {
    this.root = root;
    home = Files.createDirectories(root.resolve("a home"));
    path = Files.createDirectories(root.resolve("the path"));
    environment.put("HOME", home.toString());
    environment.put("PATH", path.toString());
  }

  Path home() {
    return home;
  }

  Path path() {
    return path;
  }

  /** The whole environment of what is run; may be changed. */
  Map<String, String> environment() {
    return environment;
  }

  /** Puts those of the tools that the real machine has on the PATH of this one. */
  void install(String... tools) throws IOException {
    for (String tool : tools) {
      for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
        Path real = Path.of(folder, tool);
        if (Files.isExecutable(real) && !Files.exists(path.resolve(tool))) {
          script(path.resolve(tool), "exec '" + real + "' \"$@\"");
        }
      }
    }
  }

  /** Writes an executable shell script. */
  static void script(Path file, String lines) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + lines + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Runs a script in a folder that is not the project's; it is ended after a minute. */
  Run run(Path script, String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile(root, "out", "");
    Path err = Files.createTempFile(root, "err", "");
    Process process = start(out, err, script, arguments);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return new Run(process.waitFor(), Files.readString(out), Files.readString(err));
  }

  /** As {@link #run}, but does not wait for it. */
  Process start(Path out, Path err, Path script, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
  }
}
