package dev.quern.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a class of the tests in a JVM that may not read everything. Root may, and runs the tests in
 * many a container; without that capability it is as others are.
 */
public final class PlainUser {

  private static final String READING = "-dac_override,-dac_read_search";

  private PlainUser() {}

  /** Runs its {@code main}, and returns what it has printed. */
  public static String run(Class<?> program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (Files.isReadable(Path.of("/proc/self")) && "root".equals(System.getProperty("user.name"))) {
      command.addAll(List.of("setpriv", "--bounding-set=" + READING, "--inh-caps=" + READING));
    }
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-classpath",
            System.getProperty("java.class.path"),
            program.getName()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }
}
