package dev.quern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.BareMachine.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Drives {@code ./mvnw} on machines that have less than this one, against a local repository. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it is a shell script")
class WrapperTests {

  private static final Path WRAPPER = Path.of("mvnw").toAbsolutePath();

  @TempDir Path temp;
  private BareMachine machine;
  private DistributionServer repository;
  private Path home;
  private Path path;

  @BeforeEach
  void prepareAMachineWithoutMaven() throws Exception {
    machine = new BareMachine(temp);
    machine.install("curl", "tar", "gzip", "sed", "tr", "head", "tail", "dirname", "mkdir");
    machine.install("mktemp", "rm", "mv", "ls", "sha512sum", "shasum", "openssl");
    home = machine.home();
    path = machine.path();
    repository = new DistributionServer(temp.resolve("dist"), "3.9.11");
    machine.environment().put("JAVA_HOME", System.getProperty("java.home"));
    machine.environment().put("MVNW_REPOURL", repository.url());
    machine.environment().put("MVNW_SHA512", repository.sha512());
  }

  @AfterEach
  void stop() {
    repository.close();
  }

  @Test
  void downloadsMavenOnceAndHandsItAllArguments() throws Exception {
    Run first = run("-B", "-Dtitle=two words", "verify");
    Run second = run("verify");

    Path pom = WRAPPER.resolveSibling("pom.xml");
    assertThat(first.err()).contains("downloading Maven 3.9.11 from " + repository.fileUrl());
    assertThat(first.out().lines())
        .containsExactly("fake maven", "-f", pom.toString(), "-B", "-Dtitle=two words", "verify");
    assertThat(second.out().lines()).containsExactly("fake maven", "-f", pom.toString(), "verify");
    assertThat(second.err()).isEmpty();
    assertThat(repository.downloads()).hasSize(1);
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void leavesTheProjectToAnArgumentThatNamesIt() throws Exception {
    assertThat(run("-f", "other/pom.xml", "-fae").out().lines())
        .containsExactly("fake maven", "-f", "other/pom.xml", "-fae");
    assertThat(run("-fae").out()).contains("-f\n" + WRAPPER.resolveSibling("pom.xml"));
  }

  @Test
  void throwsAwayADownloadWithAnotherChecksum() throws Exception {
    machine.environment().remove("MVNW_SHA512");
    Run run = run("verify");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("SHA-512 differs", "received " + repository.sha512());
    assertThat(leftovers()).isEmpty();
    assertThat(home.resolve(".m2/wrapper/dists")).isEmptyDirectory();
  }

  @Test
  void saysWhatToDoWhenTheDownloadFails() throws Exception {
    machine.environment().put("MVNW_REPOURL", repository.url() + "/elsewhere/");
    Run missing = run("verify");
    assertThat(missing.status()).isEqualTo(1);
    assertThat(missing.err())
        .contains("/elsewhere/org/apache/maven/", "failed", "404", "MVNW_REPOURL", "3.8");

    repository.close();
    Run offline = run("verify");
    assertThat(offline.status()).isEqualTo(1);
    assertThat(offline.err()).contains("failed", "Check the network and the proxy");
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void downloadsWithWgetWhereThereIsNoCurlAndNeedsOneOfThem() throws Exception {
    Files.delete(path.resolve("curl"));
    assertThat(run("verify").err()).contains("neither curl nor wget", "Install one of them");
    machine.install("wget");
    if (Files.exists(path.resolve("wget"))) {
      assertThat(run("verify").out()).startsWith("fake maven");
    }
  }

  @Test
  void takesAnInstalledMavenUnlessItIsTooOld() throws Exception {
    BareMachine.script(path.resolve("mvn"), installed("3.6.3"));
    Run old = run("verify");
    assertThat(old.err()).contains("is 3.6.3, 3.8 or newer is needed");
    assertThat(old.out()).startsWith("fake maven");

    for (String version : List.of("3.8.1", "3.10.0", "4.0.0-rc-4")) {
      BareMachine.script(path.resolve("mvn"), installed(version));
      assertThat(run("verify").out()).startsWith("installed " + version);
    }
    assertThat(repository.downloads()).hasSize(1);
  }

  @Test
  void takesADistributionThatAnotherWrapperLeft() throws Exception {
    for (String version : List.of("3.6.3", "3.9.9")) {
      Path other = home.resolve(".m2/wrapper/dists/apache-maven-" + version + "/a1b2");
      Files.createDirectories(other.resolve("lib"));
      Files.createFile(other.resolve("lib/maven-core-" + version + ".jar"));
      BareMachine.script(
          Files.createDirectories(other.resolve("bin")).resolve("mvn"), "echo other " + version);
    }
    assertThat(run("verify").out()).isEqualTo("other 3.9.9\n");
    assertThat(repository.downloads()).isEmpty();
  }

  @Test
  void needsAJdkOfVersion17() throws Exception {
    machine.environment().put("JAVA_HOME", temp.resolve("nowhere").toString());
    assertThat(run("verify").err()).contains("no JDK in JAVA_HOME", "JDK 17 or newer");

    machine.environment().remove("JAVA_HOME");
    assertThat(run("verify").err()).contains("no javac on the PATH", "JDK 17 or newer");

    BareMachine.script(path.resolve("javac"), "echo javac 1.8.0_392 >&2");
    assertThat(run("verify").err()).contains("is version 8", "needs 17 or newer");

    BareMachine.script(path.resolve("javac"), "echo javac 26-ea");
    assertThat(run("verify").out()).startsWith("fake maven");
  }

  @Test
  void runsThroughALinkFromAnywhere() throws Exception {
    Path link = Files.createSymbolicLink(temp.resolve("a link"), WRAPPER);
    Run run = machine.run(link, "verify");
    Files.delete(link);
    assertThat(run.out())
        .isEqualTo("fake maven\n-f\n" + WRAPPER.resolveSibling("pom.xml") + "\nverify\n");
  }

  private Run run(String... arguments) throws Exception {
    return machine.run(WRAPPER, arguments);
  }

  private static String installed(String version) {
    String line = "Apache Maven " + version + " (a1b2c3)";
    return "[ \"$1\" = --version ] && echo '" + line + "' || echo installed " + version;
  }

  /** What a download leaves lying about when it is not cleaned up. */
  private List<Path> leftovers() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve(".m2/wrapper/dists"))) {
      return files.filter(file -> file.getFileName().toString().startsWith(".")).toList();
    }
  }
}
