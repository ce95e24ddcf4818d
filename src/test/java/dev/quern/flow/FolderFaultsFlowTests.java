package dev.quern.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.quern.Ids;
import dev.quern.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeSendingEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files that are not as they seem, or too many at once, in the folder. */
class FolderFaultsFlowTests extends FlowTest {

  private static final String STEPS = "- {task_type: text-processing, config: {strategy: auto}}\n";

  private final String project = "faults-" + Ids.next();
  private Path inbox;

  @BeforeEach
  void folder() throws IOException {
    inbox = Files.createDirectories(HOME.resolve("inbox").resolve(project));
    Files.writeString(inbox.resolve("pipeline.yaml"), STEPS);
  }

  private void drop(String name, String text) throws IOException {
    Path hidden = inbox.resolve("." + name);
    Files.writeString(hidden, text);
    Files.move(hidden, inbox.resolve(name));
  }

  private Path awaitFile(String name) {
    Path file = inbox.resolve(name);
    Await.until(file + " appears", () -> Files.exists(file));
    return file;
  }

  private String id() {
    return rest.get("/api/projects?name=" + project).text("/items/0/id");
  }

  @Test
  void takesAHardLinkForTheFileThatItIsAndLeavesItsOtherName() throws IOException {
    Path other = Files.writeString(HOME.resolve("other-" + Ids.next() + ".md"), "# A\n\nA mill.");
    Files.createLink(inbox.resolve("linked.md"), other);

    awaitFile(".done/linked.md");
    Files.writeString(other, "changed by its other name");

    String base = "/api/projects/" + id() + "/files";
    String file = rest.get(base).text("/items/0/id");
    assertThat(rest.get(base + "/" + file + "/text").text()).contains("A mill.");
    assertThat(rest.get(base).json().path("total").asInt()).isEqualTo(1);
    String sha256 = rest.get(base).text("/items/0/sha256");
    try (Stream<Path> stored = Files.walk(HOME.resolve("files"))) {
      assertThat(stored.filter(path -> path.toString().contains(sha256.substring(4))))
          .allSatisfy(path -> assertThat(path).hasContent("# A\n\nA mill."));
    }
  }

  @Test
  void leavesAloneWhatItMayNotRead() throws IOException {
    Path hidden = Files.writeString(inbox.resolve(".unreadable.md"), "A mill.");
    assumeFalse(!hidden.toFile().setReadable(false, false) || Files.isReadable(hidden), "is root");
    Path file = Files.move(hidden, inbox.resolve("unreadable.md"));
    drop("after.md", "A mill.");
    awaitFile(".done/after.md");
    assertThat(file).exists();

    assertThat(file.toFile().setReadable(true, true)).isTrue();
    awaitFile(".done/unreadable.md");
  }

  /** It is swapped between the look at its bytes and the end of its acceptance. */
  @Test
  void readsAFileAgainThatIsReplacedWhileItIsRead() throws Exception {
    AtomicBoolean swapped = new AtomicBoolean();
    EventNotifierSupport swap =
        new EventNotifierSupport() {
          @Override
          public void notify(CamelEvent event) {
            if (event instanceof ExchangeSendingEvent sending
                && sending.getEndpoint().getEndpointUri().contains("accept-document")
                && Files.exists(inbox.resolve("mill.md"))
                && swapped.compareAndSet(false, true)) {
              replace("mill.md", "# New\n\nThe mill that took its place.");
            }
          }
        };
    camel.getManagementStrategy().addEventNotifier(swap);
    swap.start();
    try {
      drop("mill.md", "# Old\n\nThe mill that stood there.");
      awaitFile(".done/mill.md");
    } finally {
      camel.getManagementStrategy().removeEventNotifier(swap);
    }

    assertThat(swapped).isTrue();
    assertThat(inbox.resolve(".done/mill.md")).content().contains("took its place");
    String base = "/api/projects/" + id() + "/files";
    List<String> texts =
        rest.get(base).json().path("items").findValuesAsText("id").stream()
            .map(file -> rest.get(base + "/" + file + "/text").text())
            .toList();
    assertThat(texts).last().asString().contains("took its place");
    assertThat(inbox.resolve(".failed")).doesNotExist();
  }

  private void replace(String name, String text) {
    try {
      Path other = Files.writeString(inbox.resolve("." + name), text);
      Files.move(other, inbox.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code -Dquern.folder.files=5000} for the long form. */
  @Test
  void takesAllOfManyFilesAndNoneTwice() throws IOException {
    int files = Integer.getInteger("quern.folder.files", 250);
    for (int i = 0; i < files; i++) {
      drop("mill-" + i + ".md", "The mill number " + i + " stands by the river.\n");
    }
    long start = System.nanoTime();
    Await.atMost(Duration.ofMinutes(30))
        .holds("all are taken", () -> count(inbox.resolve(".done")) == files);
    System.out.printf(
        "%d dropped files are taken in %.1f s%n", files, (System.nanoTime() - start) / 1e9);

    assertThat(inbox.resolve(".failed")).doesNotExist();
    assertThat(
            jdbc.sql(
                    "select count(*) || ' ' || count(distinct sha256) || ' ' || count(distinct file_name)"
                        + " from source_file f join project p on p.id = f.project_id where p.name = ?")
                .param(project)
                .query(String.class)
                .single())
        .isEqualTo("%1$d %1$d %1$d".formatted(files));
    assertThat(
            jdbc.sql(
                    "select count(*) from task t join project p on p.id = t.project_id where p.name = ?")
                .param(project)
                .query(Integer.class)
                .single())
        .isEqualTo(files);
  }

  private static long count(Path folder) {
    if (!Files.exists(folder)) {
      return 0;
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
