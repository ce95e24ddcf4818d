package dev.quern.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.testing.RouteTest;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;

@RouteTest(
    "camel.main.routes-include-pattern=file:routes/pipeline/finish-pipelines.camel.yaml,"
        + "file:routes/pipeline/place-in-outbox.camel.yaml")
@DirtiesContext
class FinishPipelinesRouteTests {

  private static final String OLD = "what an earlier run had written";

  @TempDir static Path home;

  @DynamicPropertySource
  static void home(DynamicPropertyRegistry registry) {
    registry.add("quern.home", home::toString);
  }

  /** In the place of the bean {@code finishedPipelines}. */
  public static class Chains {
    private List<FinishedPipeline> finished = List.of();
    private final List<String> exported = new CopyOnWriteArrayList<>();

    public List<FinishedPipeline> toExport() {
      return finished;
    }

    public void exported(FinishedPipeline pipeline) {
      exported.add(pipeline.id());
    }
  }

  /** In the place of the bean {@code outbox}: what it writes looks into the outbox when read. */
  public static class Datasets {
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final List<Object> deleted = new CopyOnWriteArrayList<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();

    public List<FinishedPipeline> files(FinishedPipeline pipeline) {
      return List.of(pipeline);
    }

    public String name(FinishedPipeline pipeline) {
      return pipeline.projectName() + "/" + pipeline.stem() + ".alpaca.jsonl";
    }

    public InputStream write(FinishedPipeline pipeline) {
      if (pipeline.id().equals("bad")) {
        throw new IllegalStateException("no room");
      }
      return new ByteArrayInputStream(pipeline.id().getBytes(StandardCharsets.UTF_8)) {
        @Override
        public synchronized int read(byte[] into, int offset, int length) {
          seen.addAll(names());
          if (pipeline.id().equals("broken")) {
            throw new IllegalStateException("the disk is full");
          }
          return super.read(into, offset, length);
        }
      };
    }

    public File hidden(FinishedPipeline pipeline) {
      return home.resolve("outbox/village/.aside-" + pipeline.stem()).toFile();
    }

    public void delete(Object temporary) {
      deleted.add(temporary);
    }

    public void failed(FinishedPipeline pipeline, Exception reason) {
      failures.add(pipeline.id());
    }
  }

  @Configuration
  static class Beans {
    @Bean
    Chains finishedPipelines() {
      return new Chains();
    }

    @Bean
    Datasets outbox() {
      return new Datasets();
    }
  }

  @Autowired private ProducerTemplate template;
  @Autowired private Chains pipelines;
  @Autowired private Datasets outbox;

  @BeforeEach
  void beginAnew() throws IOException {
    FileSystemUtils.deleteRecursively(home.resolve("outbox"));
    pipelines.exported.clear();
    outbox.seen.clear();
    outbox.deleted.clear();
    outbox.failures.clear();
  }

  @Test
  void writesEachDatasetUnderAHiddenNameUntilItIsWhole() throws IOException {
    assertThat(finish("one", "two").getException()).isNull();
    assertThat(home.resolve("outbox/village/one.alpaca.jsonl")).hasContent("one");
    assertThat(home.resolve("outbox/village/two.alpaca.jsonl")).hasContent("two");
    assertThat(outbox.seen)
        .anyMatch(name -> name.startsWith("."))
        .doesNotContain("two.alpaca.jsonl");
    assertThat(names()).noneMatch(name -> name.startsWith("."));
    assertThat(pipelines.exported).containsExactly("one", "two");
    assertThat(outbox.deleted).hasSize(2);
  }

  @Test
  void replacesWhatAnEarlierRunLeft() throws IOException {
    Path file = old("again");
    finish("again");
    assertThat(file).hasContent("again");
  }

  @Test
  void leavesAnOldDatasetUntilTheNewOneTakesItsPlace() throws IOException {
    Path file = old("broken");
    finish("broken");
    assertThat(outbox.failures).containsExactly("broken");
    assertThat(file).hasContent(OLD);
    outbox.seen.clear();
    old("new");
    finish("new");
    assertThat(outbox.seen).contains("new.alpaca.jsonl");
  }

  @Test
  void leavesNothingOfWhatAKilledProcessHadWrittenAside() throws IOException {
    Path file = old("again");
    Files.writeString(file.resolveSibling(".aside-again"), OLD + OLD);
    finish("again");
    assertThat(file).hasContent("again");
    assertThat(names()).noneMatch(name -> name.startsWith("."));
  }

  @Test
  void keepsTheFailureOfOneFromTheOthersAndTellsOfEach() {
    assertThat(finish("bad", "good", "broken").getException()).isNull();
    assertThat(pipelines.exported).containsExactly("good");
    assertThat(outbox.failures).containsExactly("bad", "broken");
  }

  @Test
  void deletesTheTemporaryFileOfADatasetThatCannotBeMoved() {
    finish("broken");
    assertThat(outbox.failures).containsExactly("broken");
    assertThat(outbox.deleted).hasSize(1);
    assertThat(pipelines.exported).isEmpty();
  }

  @Test
  void doesNothingWhereNothingIsFinished() {
    assertThat(finish().getException()).isNull();
    assertThat(pipelines.exported).isEmpty();
  }

  private static Path old(String stem) throws IOException {
    Path file = home.resolve("outbox/village/" + stem + ".alpaca.jsonl");
    Files.createDirectories(file.getParent());
    return Files.writeString(file, OLD);
  }

  private Exchange finish(String... ids) {
    pipelines.finished =
        Stream.of(ids)
            .map(id -> new FinishedPipeline(id, "p", "village", null, id, "{}", null))
            .toList();
    return template.send("direct:finish-pipelines", exchange -> {});
  }

  private static List<String> names() {
    try (Stream<Path> files = Files.list(home.resolve("outbox/village"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
