package dev.quern.pipeline.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.document.UnreadableFileException;
import dev.quern.error.InvalidRequestException;
import dev.quern.testing.Await;
import dev.quern.testing.RouteTest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import org.apache.camel.EndpointInject;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.spring.junit5.MockEndpointsAndSkip;
import org.apache.camel.util.concurrent.SynchronousExecutorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@RouteTest(
    "camel.main.routes-include-pattern=file:routes/shared/dropped-file-errors.camel.yaml,"
        + "file:routes/intake/folder.camel.yaml,"
        + "file:routes/intake/accept-file.camel.yaml")
@MockEndpointsAndSkip("direct:accept-(document|image)")
@DirtiesContext
class FolderRouteTests {

  private static final List<String> IGNORED =
      List.of(
          "pipeline.yaml",
          "Pipeline.YML",
          "a.part",
          "b.crdownload",
          "d.filepart",
          "e.tmp",
          "f.md~",
          "desktop.ini",
          "Thumbs.db",
          ".hidden",
          "~$c.docx");

  @TempDir static Path home;

  @DynamicPropertySource
  static void home(DynamicPropertyRegistry registry) {
    registry.add("quern.home", home::toString);
  }

  /** In the place of the bean {@code inbox}; a file's name says what is wrong with it. */
  public static class Folder {
    final List<String> tries = new CopyOnWriteArrayList<>();

    public String arrival(File file) {
      tries.add(file.getName());
      if (file.getName().startsWith("empty")) {
        throw UnreadableFileException.empty(file.getName());
      }
      if (file.getName().startsWith("wrong")) {
        throw InvalidRequestException.of("The pipeline is wrong");
      }
      if (file.getName().startsWith("later") && times(file.getName()) < 3) {
        throw new IllegalStateException("the database is away");
      }
      return file.getName();
    }

    long times(String name) {
      return tries.stream().filter(name::equals).count();
    }

    public String done(File file) {
      return file.toPath().resolveSibling(".done").resolve(file.getName()).toString();
    }

    public String failed(File file, Exception reason) throws Exception {
      if (reason instanceof IllegalStateException) {
        throw reason;
      }
      return file.toPath().resolveSibling(".failed").resolve(file.getName()).toString();
    }

    public void moved(File from, File to) throws IOException {
      if (to.getParentFile().getName().equals(".failed")) {
        Files.writeString(Path.of(to + ".why"), from.exists() ? "still in the inbox" : "moved");
      }
    }
  }

  /** In the place of the bean {@code imageIntake}. */
  public static class Images {
    public boolean isImage(String name) {
      return name.endsWith(".png");
    }
  }

  @Configuration
  static class Beans {
    @Bean
    Folder inbox() {
      return new Folder();
    }

    @Bean
    SettledFiles settledFiles() {
      return new SettledFiles(home.resolve("inbox"), System::nanoTime);
    }

    @Bean
    ExecutorService intakePool() {
      return new SynchronousExecutorService();
    }

    @Bean
    Images imageIntake() {
      return new Images();
    }
  }

  @Autowired private Folder inbox;

  @EndpointInject("mock:direct:accept-document")
  private MockEndpoint documents;

  @EndpointInject("mock:direct:accept-image")
  private MockEndpoint images;

  @Test
  void takesDocumentsOfProjectsAndOfTheRoot() throws IOException {
    drop("a.md");
    drop("village/b.md");
    arrives(".done/a.md");
    arrives("village/.done/b.md");
    assertThat(documents.getExchanges())
        .extracting(exchange -> exchange.getMessage().getBody())
        .contains("a.md", "b.md");
  }

  @Test
  void takesImagesAnotherWay() throws IOException {
    drop("village/mill.png");
    arrives("village/.done/mill.png");
    assertThat(images.getExchanges())
        .extracting(exchange -> exchange.getMessage().getBody())
        .containsExactly("mill.png");
  }

  @Test
  void putsAsideWhatCannotBeTakenWithTheReason() throws IOException {
    drop("empty.pdf");
    drop("village/wrong.md");
    arrives(".failed/empty.pdf.why");
    arrives("village/.failed/wrong.md.why");
    assertThat(inbox(".failed/empty.pdf.why")).hasContent("moved");
    assertThat(inbox("village/.failed/wrong.md.why")).hasContent("moved");
  }

  @Test
  void triesAgainWhatIsNotTheFilesFault() throws IOException {
    drop("later.md");
    arrives(".done/later.md");
    assertThat(inbox.times("later.md")).isEqualTo(3);
  }

  @Test
  void leavesAloneWhatIsNoDocument() throws IOException {
    for (String name : IGNORED) {
      drop("village/" + name);
    }
    drop("village/deep/er.md");
    drop("village/z.md");
    arrives("village/.done/z.md");
    drop("village/after.md"); // taken in a later look than all the others
    arrives("village/.done/after.md");
    assertThat(inbox.tries).doesNotContainAnyElementsOf(IGNORED).doesNotContain("er.md");
  }

  /** Written a while ago, so that the folder need not wait whether it still grows. */
  private static void drop(String name) throws IOException {
    Path file = inbox(name);
    Files.createDirectories(file.getParent());
    Path aside = Files.writeString(home.resolve(file.getFileName()), name);
    Files.setLastModifiedTime(aside, FileTime.from(Instant.now().minusSeconds(60)));
    Files.move(aside, file);
  }

  private static void arrives(String name) {
    Await.until(name + " is there", () -> Files.exists(inbox(name)));
  }

  private static Path inbox(String name) {
    return home.resolve("inbox").resolve(name);
  }
}
