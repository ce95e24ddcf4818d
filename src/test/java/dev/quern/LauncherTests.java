package dev.quern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.BareMachine.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Drives {@code bin/quern} with a Java that prints what it is given. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it is a shell script")
class LauncherTests {

  private static final String WHOLE = "an archive";

  @TempDir Path temp;
  private BareMachine machine;
  private Path layout;
  private Path archives;

  @BeforeEach
  void prepareALayout() throws Exception {
    machine = new BareMachine(temp);
    machine.install("ls", "sed", "dirname", "head", "tr", "cksum", "mkdir", "mv", "rm", "getconf");
    layout = Files.createDirectories(temp.resolve("the layout"));
    archives = layout.resolve("archive");
    Files.createDirectories(layout.resolve("lib"));
    Files.writeString(layout.resolve("lib/one.jar"), "1");
    Files.writeString(layout.resolve("quern.jar"), "classes");
    Files.createDirectories(layout.resolve("bin"));
    Files.copy(
        Path.of("src/main/launcher/quern"),
        layout.resolve("bin/quern"),
        StandardCopyOption.COPY_ATTRIBUTES);
    assertThat(layout.resolve("bin/quern")).isExecutable();
    java("17.0.15");
  }

  @Test
  void handsAllArgumentsToTheJarInTheWorkingDirectory() throws Exception {
    Run run = start("--quern.home=a b", "--server.port=0");
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines())
        .containsSequence(
            "-jar", layout.toRealPath() + "/quern.jar", "--quern.home=a b", "--server.port=0")
        .contains("in " + temp.toRealPath());
  }

  @Test
  void leavesItsProcessToJavaSoThatSignalsReachIt() throws Exception {
    BareMachine.script(
        machine.path().resolve("java"), version("17.0.1") + "kill -TERM $$\nsleep 9");
    assertThat(start().status()).isEqualTo(128 + 15);
  }

  @Test
  void makesAnArchiveAtTheFirstStopAndUsesItThen() throws Exception {
    Path made = Path.of(option(start(), "-XX:ArchiveClassesAtExit="));
    assertThat(made.getParent()).isEqualTo(archives.toRealPath());
    Files.writeString(made, WHOLE);

    Path used = Path.of(option(start(), "-XX:SharedArchiveFile="));
    assertThat(used).hasContent(WHOLE);
    assertThat(made).doesNotExist();
    assertThat(option(start(), "-XX:SharedArchiveFile=")).isEqualTo(used.toString());
  }

  @Test
  void takesTheAotCacheOfJava25() throws Exception {
    java("25.0.1");
    Path made = Path.of(option(start(), "-XX:AOTCacheOutput="));
    Files.writeString(made, WHOLE);
    assertThat(Path.of(option(start(), "-XX:AOTCache="))).hasContent(WHOLE);
  }

  @Test
  void letsJava19To24KeepTheArchiveUp() throws Exception {
    for (String version : List.of("19", "21.0.5", "24.0.2")) {
      java(version);
      Run run = start();
      assertThat(run.out().lines()).contains("-XX:+AutoCreateSharedArchive");
      assertThat(option(run, "-XX:SharedArchiveFile=")).endsWith(".jsa");
    }
  }

  @Test
  void makesAnotherArchiveForOtherJarsAndRemovesTheOldOne() throws Exception {
    Files.writeString(Path.of(option(start(), "-XX:ArchiveClassesAtExit=")), WHOLE);
    Path old = Path.of(option(start(), "-XX:SharedArchiveFile="));

    Files.writeString(layout.resolve("lib/two.jar"), "2");
    assertThat(option(start(), "-XX:ArchiveClassesAtExit=")).isNotEmpty();
    assertThat(old).doesNotExist();
  }

  @Test
  void throwsAwayWhatAKilledProcessLeft() throws Exception {
    Path half = Path.of(option(start(), "-XX:ArchiveClassesAtExit="));
    Files.write(half, new byte[4096]);
    assertThat(option(start(), "-XX:ArchiveClassesAtExit=")).isNotEmpty();
    assertThat(half).doesNotExist();
  }

  @Test
  void leavesOptionsOfTheUserInForce() throws Exception {
    machine.environment().put("JAVA_OPTS", "-Xmx256m -XX:+UseG1GC -XX:SharedArchiveFile=mine.jsa");
    Run run = start();
    assertThat(run.out().lines())
        .contains("-Xmx256m", "-XX:+UseG1GC", "-XX:SharedArchiveFile=mine.jsa")
        .doesNotContain("-XX:+UseSerialGC")
        .noneMatch(line -> line.startsWith("-XX:ArchiveClassesAtExit"));
  }

  @Test
  void endsWhenOutOfMemoryUnlessTheUserSaysWhatThen() throws Exception {
    machine.environment().put("JAVA_OPTS", "-XX:+HeapDumpOnOutOfMemoryError");
    assertThat(start().out().lines()).contains("-XX:+ExitOnOutOfMemoryError");
    for (String own :
        List.of("-XX:-ExitOnOutOfMemoryError", "-Xmx1g -XX:+CrashOnOutOfMemoryError")) {
      machine.environment().put("JAVA_OPTS", own);
      assertThat(start().out().lines()).doesNotContain("-XX:+ExitOnOutOfMemoryError");
    }
    machine.environment().remove("JAVA_OPTS");
    machine.environment().put("JDK_JAVA_OPTIONS", "-XX:+CrashOnOutOfMemoryError");
    assertThat(start().out().lines()).doesNotContain("-XX:+ExitOnOutOfMemoryError");
  }

  @Test
  void sparesTheCompilerWhereThereAreFewCores() throws Exception {
    cores(2);
    assertThat(start().out().lines())
        .contains("-XX:+UseSerialGC", "-XX:FreqInlineSize=100", "-XX:Tier3DelayOn=1");
    machine.environment().put("JAVA_OPTS", "-XX:TieredStopAtLevel=1");
    assertThat(start().out().lines())
        .contains("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
        .noneMatch(line -> line.contains("Inline"));
    machine.environment().remove("JAVA_OPTS");
    cores(3);
    assertThat(start().out().lines())
        .noneMatch(line -> line.contains("Inline") || line.contains("GC"));
  }

  private void cores(int count) throws IOException {
    Files.delete(machine.path().resolve("getconf"));
    BareMachine.script(machine.path().resolve("getconf"), "echo " + count);
  }

  @Test
  void startsWithoutAnArchiveWhereNoneCanBeKept() throws Exception {
    machine.environment().put("JDK_JAVA_OPTIONS", "-XX:StartFlightRecording=filename=quern.jfr");
    assertThat(start().out().lines()).contains("-jar").noneMatch(line -> line.contains("Archive"));
    machine.environment().remove("JDK_JAVA_OPTIONS");
    machine.environment().put("QUERN_ARCHIVE", temp.resolve("a home/file/below").toString());
    Files.writeString(temp.resolve("a home/file"), "no folder");
    assertThat(start().out().lines()).contains("-jar").noneMatch(line -> line.contains("Archive"));
    machine.environment().put("QUERN_ARCHIVE", "none");
    assertThat(start().out().lines()).contains("-jar").noneMatch(line -> line.contains("Archive"));
  }

  @Test
  void runsThroughALinkAndWithTheJavaOfJavaHome() throws Exception {
    Path link = Files.createSymbolicLink(temp.resolve("a link"), layout.resolve("bin/quern"));
    Path other = Files.createDirectories(temp.resolve("other java/bin"));
    BareMachine.script(other.resolve("java"), version("21") + "echo other java");
    machine.environment().put("JAVA_HOME", other.getParent().toString());
    assertThat(machine.run(link).out()).isEqualTo("other java\n");
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    java("11.0.2");
    assertThat(start().err()).contains("is version 11, and Quern needs 17 or newer");
    Files.delete(machine.path().resolve("java"));
    assertThat(start().err()).contains("no Java found", "https://adoptium.net");
    machine.environment().put("JAVA_HOME", "/no/java");
    assertThat(start().err()).contains("/no/java", "bin/java is missing");
    Files.delete(layout.resolve("quern.jar"));
    Run run = start();
    assertThat(run.err()).contains("quern.jar is missing", "./mvnw package");
    assertThat(run.status()).isEqualTo(1);
  }

  private Run start(String... arguments) throws Exception {
    return machine.run(layout.resolve("bin/quern"), arguments);
  }

  private void java(String version) throws IOException {
    BareMachine.script(
        machine.path().resolve("java"),
        version(version) + "for a in \"$@\"; do echo \"$a\"; done; echo \"in $PWD\"");
  }

  private static String version(String version) {
    return "[ \"$1\" = -version ] && { echo 'openjdk version \"" + version + "\" x' >&2; exit; }\n";
  }

  private static String option(Run run, String name) {
    assertThat(run.err()).isEmpty();
    try (Stream<String> lines = run.out().lines()) {
      return lines
          .filter(line -> line.startsWith(name))
          .findFirst()
          .orElseThrow(() -> new AssertionError(name + " is not among\n" + run.out()))
          .substring(name.length());
    }
  }
}
