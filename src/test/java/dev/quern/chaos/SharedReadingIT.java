package dev.quern.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.testing.Await;
import dev.quern.testing.S3Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many files dropped on one node are read by two, each file stored once. */
class SharedReadingIT extends ChaosTest {

  private static final int FILES = 80;

  private S3Server bucket;

  private QuernNode node(String name) {
    return node(name, "quern.files.store=database");
  }

  private QuernNode node(String name, String... store) {
    List<String> settings = new ArrayList<>(List.of(store));
    settings.add("quern.tasks.cpu-workers=1");
    settings.add("quern.tasks.heartbeat=500ms");
    return launch(name, settings.toArray(String[]::new));
  }

  private QuernNode nodeWithBucket(String name) throws IOException {
    if (bucket == null) {
      bucket = S3Server.start(Files.createDirectories(folder.resolve("bucket")));
    }
    List<String> settings = new ArrayList<>(List.of(bucket.settings()));
    settings.add("quern.files.store=s3");
    return node(name, settings.toArray(String[]::new));
  }

  @AfterEach
  void closeBucket() {
    if (bucket != null) {
      bucket.close();
    }
  }

  /** Files of 300 kB, one of them twice, and one without a text. */
  private Path drop(QuernNode node) throws IOException {
    Path inbox = Files.createDirectories(node.home().resolve("inbox/mills"));
    Files.writeString(inbox.resolve("pipeline.yaml"), "- {task_type: text-processing}\n");
    for (int i = 0; i < FILES; i++) {
      String page = "<p>The mill number " + i + " grinds grain into <b>meal</b>.</p>\n";
      Path hidden = inbox.resolve("." + i);
      Files.writeString(hidden, "<html><body>" + page.repeat(6000) + "</body></html>");
      if (i == 0) {
        Files.copy(hidden, inbox.resolve("copy-of-0.html"));
      }
      Files.move(hidden, inbox.resolve("mill-" + i + ".html"));
    }
    Files.writeString(inbox.resolve("nothing.html"), "<html><body></body></html>");
    return inbox;
  }

  private Set<String> readers() {
    return new TreeSet<>(
        jdbc.sql("select reader from reading where reader is not null").query(String.class).list());
  }

  private static long files(Path folder) {
    if (!Files.exists(folder)) {
      return 0;
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(".html")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitExact(Path inbox) {
    Await.atMost(Duration.ofMinutes(4))
        .holds(
            "all files are taken in",
            () -> files(inbox.resolve(".done")) + files(inbox.resolve(".failed")) == FILES + 2);
    assertThat(files(inbox.resolve(".done"))).isEqualTo(FILES + 1);
    assertThat(inbox.resolve(".failed/nothing.html.error.txt"))
        .content()
        .contains("nothing.html", "no text");
    assertThat(rows("source_file")).isEqualTo(FILES);
    assertThat(
            jdbc.sql(
                    """
                    select count(distinct t.file_id) from source_text t join source_file f
                    on f.id = t.file_id where t.seq = 0 and t.content like
                    'The mill number ' || substring(f.file_name from '[0-9]+') || ' grinds%'
                    """)
                .query(Integer.class)
                .single())
        .isEqualTo(FILES);
    assertThat(rows("reading")).isZero();
    assertThat(rows("reading_text")).isZero();
  }

  private int rows(String table) {
    return jdbc.sql("select count(*) from " + table).query(Integer.class).single();
  }

  @Test
  void anotherNodeReadsSomeOfThem() throws IOException {
    awaitExact(dropOn(node("a"), node("b")));
  }

  @Test
  void anotherNodeReadsSomeOfThemFromABucket() throws IOException {
    awaitExact(dropOn(nodeWithBucket("a"), nodeWithBucket("b")));

    // Each content once, by the node that took it in; of what has no text nothing is kept for long.
    assertThat(bucket.objects()).hasSizeGreaterThanOrEqualTo(FILES);
    assertThat(
            jdbc.sql("select count(*) from original where store = 's3'")
                .query(Integer.class)
                .single())
        .isGreaterThanOrEqualTo(FILES);
  }

  @Test
  void whatAKilledNodeWasReadingIsReadAgain() throws IOException {
    QuernNode b = node("b");
    Path inbox = dropOn(node("a"), b);

    b.kill();

    awaitExact(inbox);
  }

  @Test
  void whatTheNodeWasTakingInIsTakenInByItsNextProcess() throws IOException {
    QuernNode a = node("a");
    Path inbox = dropOn(a, node("b"));

    a.kill();
    a.startAgain();

    awaitExact(inbox);
  }

  /** Drops the files on one of two nodes, and returns when the other reads some of them. */
  private Path dropOn(QuernNode taker, QuernNode other) throws IOException {
    taker.up();
    other.up();
    Path inbox = drop(taker);
    Await.atMost(Duration.ofMinutes(2))
        .holds("the other node reads", () -> readers().stream().anyMatch(other::isNamed));
    return inbox;
  }
}
