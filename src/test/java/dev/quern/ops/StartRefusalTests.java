package dev.quern.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.testing.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A start that cannot be: one sentence and what to do, no stack trace, an exit code. */
class StartRefusalTests {

  @TempDir Path home;

  private record Ended(int code, List<String> lines) {

    String said() {
      return String.join("\n", lines);
    }

    /** Says this much in one line, and nothing else. */
    void refusedWith(String... words) {
      assertThat(code).as(said()).isNotZero();
      assertThat(lines).as(said()).noneMatch(line -> line.startsWith("\tat "));
      assertThat(lines.stream().filter(line -> line.contains(" ERROR ") || line.contains(" WARN ")))
          .as(said())
          .singleElement()
          .satisfies(line -> assertThat(line).contains("Quern does not start.").contains(words));
    }
  }

  /** Runs a Quern in a JVM of its own until it ends. */
  private Ended start(String... settings) throws IOException, InterruptedException {
    return start(false, settings);
  }

  private Ended start(boolean prepared, String... settings)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx384m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("-Dspring.aot.enabled=" + prepared);
    command.addAll(List.of("-classpath", classPath(), "dev.quern.Quern"));
    command.addAll(
        List.of(
            "--quern.home=" + home,
            "--quern.sample=false",
            "--spring.main.log-startup-info=false"));
    if (Arrays.stream(settings).noneMatch(setting -> setting.startsWith("server.port="))) {
      command.add("--server.port=0");
    }
    Arrays.stream(settings).forEach(setting -> command.add("--" + setting));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ended(process.waitFor(), said.lines().toList());
    } finally {
      process.destroyForcibly();
    }
  }

  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes/"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  @Test
  void aPortThatIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      start("spring.datasource.url=" + TestDatabase.url(), "server.port=" + taken.getLocalPort())
          .refusedWith("listens on port " + taken.getLocalPort(), "--server.port=");
    }
  }

  /** Without the beans that the build has prepared, and with them, as the jar starts. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aHomeThatIsInUse(boolean prepared) throws Exception {
    Files.writeString(home.resolve("node-1.pid"), "4711");
    try (var channel =
            java.nio.channels.FileChannel.open(
                home.resolve("node-1.lock"),
                java.nio.file.StandardOpenOption.CREATE,
                java.nio.file.StandardOpenOption.WRITE);
        var lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();
      start(prepared).refusedWith("already runs in " + home, "4711", "another quern.home");
    }
  }

  @Test
  void anAddressForOthersWithoutAToken() throws Exception {
    start("server.address=0.0.0.0", "spring.datasource.url=" + TestDatabase.url())
        .refusedWith("0.0.0.0", "operator-token");
  }

  @Test
  void aDatabaseThatIsAway() throws Exception {
    start("spring.datasource.url=jdbc:postgresql://127.0.0.1:1/none?user=nobody")
        .refusedWith("database cannot be reached", "127.0.0.1:1", "spring.datasource.url");
  }

  @Test
  void tablesOfANewerQuern() throws Exception {
    String url = TestDatabase.url();
    var source = new org.postgresql.ds.PGSimpleDataSource();
    source.setUrl(url);
    JdbcClient.create(source)
        .sql(
            """
            insert into flyway_schema_history
                (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
            values (9999, '999', 'to come', 'SQL', 'V999__to_come.sql', 1, 'postgres', 1, true)
            """)
        .update();
    start("spring.datasource.url=" + url).refusedWith("version 999", "newer Quern");
  }

  @Test
  void aKeyForSecretsThatIsNone() throws Exception {
    start("quern.secret-key=short", "spring.datasource.url=" + TestDatabase.url())
        .refusedWith("64 hexadecimal digits", "QUERN_SECRET_KEY");
  }
}
