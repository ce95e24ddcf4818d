package dev.quern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.BareMachine.Run;
import dev.quern.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Drives {@code bin/quern train} with a Java that does as Quern and the rehearsal do, without their
 * work.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it is a shell script")
class TrainingTests {

  /** Runs the sample, and at its end writes an archive, and once more into its home. */
  private static final String QUERN =
      """
      for a in "$@"; do
        case $a in
          --quern.home=*) home=${a#*=} ;;
          -XX:ArchiveClassesAtExit=* | -XX:AOTCacheOutput=*) archive=${a#*=} ;;
        esac
      done
      mkdir -p "$home/outbox/sample"
      echo $$ >"$PIDS/quern"
      trap 'mkdir -p "$home/postgres"; echo classes >"$archive"; exit' TERM
      echo "REST: http://127.0.0.1:1234/api, page"
      touch "$home/outbox/sample/mill.jsonl"
      while :; do sleep 1; done
      """;

  @TempDir Path temp;
  private BareMachine machine;
  private Path script;
  private Path homes;
  private Path pids;

  @BeforeEach
  void prepareALayout() throws Exception {
    machine = new BareMachine(temp);
    machine.install("ls", "sed", "dirname", "head", "tr", "cksum", "mkdir", "mv", "rm", "getconf");
    machine.install("mktemp", "sleep", "tail", "touch");
    homes = Files.createDirectories(temp.resolve("the homes"));
    pids = Files.createDirectories(temp.resolve("the pids"));
    machine.environment().put("TMPDIR", homes.toString());
    machine.environment().put("PIDS", pids.toString());
    Path layout = Files.createDirectories(temp.resolve("the layout"));
    script = Files.createDirectories(layout.resolve("bin")).resolve("quern");
    Files.createDirectories(layout.resolve("lib"));
    Files.writeString(layout.resolve("quern.jar"), "classes");
    Files.copy(Path.of("src/main/launcher/quern"), script, StandardCopyOption.COPY_ATTRIBUTES);
  }

  private void rehearsalDoes(String lines) throws IOException {
    rehearsalDoes("17.0.15", lines);
  }

  private void rehearsalDoes(String version, String lines) throws IOException {
    BareMachine.script(
        machine.path().resolve("java"),
        """
        case "$*" in
          -version) echo 'openjdk version "%s" x' >&2 ;;
          *Rehearsal*)
            %s
            ;;
          *)
            %s
            ;;
        esac
        """
            .formatted(version, lines, QUERN));
  }

  private void assertThatNothingIsLeft() throws IOException {
    try (Stream<Path> left = Files.list(homes)) {
      assertThat(left).isEmpty();
    }
    assertThat(lives("quern")).isFalse();
  }

  private boolean lives(String process) throws IOException {
    long pid = Long.parseLong(Files.readString(pids.resolve(process)).strip());
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }

  private boolean hasArchive() throws IOException {
    try (Stream<Path> files = Files.list(script.getParent().resolveSibling("archive"))) {
      return files.anyMatch(file -> file.toString().endsWith(".jsa"));
    }
  }

  @Test
  void makesAnArchiveOfTheSampleAndTheRehearsal() throws Exception {
    trains("17.0.15", 120);
  }

  @Test
  void worksLongerWhereTheArchiveKeepsProfiles() throws Exception {
    trains("25.0.1", 2000);
  }

  private void trains(String version, int paragraphs) throws Exception {
    rehearsalDoes(
        version, "[ \"$5\" = http://127.0.0.1:1234 ] && [ \"$6\" = %d ]".formatted(paragraphs));
    Run run = machine.run(script, "train");
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(hasArchive()).isTrue();
    assertThatNothingIsLeft();
  }

  @Test
  void saysWhyTheRehearsalFailedAndKeepsTheArchive() throws Exception {
    rehearsalDoes("echo 'no answer' >&2; exit 1");
    Run run = machine.run(script, "train");
    assertThat(run.err()).contains("no answer", "the rehearsal failed");
    assertThat(run.status()).isZero();
    assertThat(hasArchive()).isTrue();
    assertThatNothingIsLeft();
  }

  @Test
  void leavesNothingWhenASignalEndsItInTheRehearsal() throws Exception {
    rehearsalDoes("echo $$ >\"$PIDS/rehearsal\"; exec sleep 300");
    Process train = machine.start(temp.resolve("out"), temp.resolve("err"), script, "train");
    try {
      Await.until("the rehearsal runs", () -> Files.exists(pids.resolve("rehearsal")));
      train.destroy();
      Await.until("the training has ended", () -> !train.isAlive());
      assertThat(train.exitValue()).isEqualTo(130);
      assertThat(lives("rehearsal")).isFalse();
      assertThatNothingIsLeft();
    } finally {
      train.descendants().forEach(ProcessHandle::destroyForcibly);
      train.destroyForcibly();
    }
  }
}
