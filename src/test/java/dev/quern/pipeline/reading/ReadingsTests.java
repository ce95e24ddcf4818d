package dev.quern.pipeline.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import dev.quern.Node;
import dev.quern.document.ExtractedText;
import dev.quern.document.UnreadableFileException;
import dev.quern.document.charset.CharsetGuess;
import dev.quern.document.original.FileSettings;
import dev.quern.document.original.FileStore;
import dev.quern.document.original.StoredFile;
import dev.quern.document.parser.ExtractionSettings;
import dev.quern.error.ConflictException;
import dev.quern.task.model.TaskSettings;
import dev.quern.testing.Await;
import dev.quern.testing.BoundSettings;
import dev.quern.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/** Two nodes on one database; each reads one file at once. */
class ReadingsTests {

  private static final int NEEDED = 4;

  private static final String WAITING_OFFERS =
      """
      create function waits() returns trigger language plpgsql
      as 'begin perform pg_advisory_xact_lock(1); return new; end';
      create trigger waits before insert on reading for each row execute function waits();
      """;

  private final DataSource source = TestDatabase.create();
  private final JdbcClient jdbc = JdbcClient.create(source);
  private final List<ReadingWatch> watches = new ArrayList<>();
  private final NodeOfTwo taking = new NodeOfTwo("taking");
  private final NodeOfTwo other = new NodeOfTwo("other");

  @TempDir Path folder;

  /** What a node has, without Camel. */
  private final class NodeOfTwo {
    final ReadingPlaces places = new ReadingPlaces(extraction());
    final ReadingWatch watch;
    final Readings readings;
    final ReadingHelp help;

    NodeOfTwo(String name) {
      TaskSettings settings =
          BoundSettings.of(TaskSettings.class, "heartbeat=100ms", "cpu-workers=1");
      FileSettings files =
          new FileSettings(
              FileSettings.Kind.DATABASE, Duration.ofHours(1), DataSize.ofMegabytes(1));
      ReadingRows rows = new ReadingRows(jdbc, new Node(name), settings);
      ReadTexts texts = new ReadTexts(jdbc);
      watch = new ReadingWatch(rows, settings);
      readings = new Readings(rows, texts, places, watch, mock(FileStore.class), files);
      help =
          new ReadingHelp(
              rows,
              texts,
              places,
              watch,
              mock(FileStore.class),
              new TransactionTemplate(new DataSourceTransactionManager(source)),
              files,
              settings);
      watch.start();
      watches.add(watch);
    }

    @Nullable Offer take() {
      Iterator<@Nullable Offer> offers = help.offers();
      return offers.hasNext() ? offers.next() : null;
    }
  }

  private static ExtractionSettings extraction() {
    return new ExtractionSettings(
        Duration.ofSeconds(60), DataSize.ofMegabytes(512), 1, Duration.ofMinutes(2));
  }

  @AfterEach
  void stop() {
    watches.forEach(ReadingWatch::stop);
  }

  private static FileToRead file(int number) {
    return file(number, false);
  }

  private static FileToRead file(int number, boolean urgent) {
    return new FileToRead(
        new StoredFile("hash-" + number, 1, Path.of("x")),
        number + ".md",
        StandardCharsets.UTF_8,
        urgent);
  }

  private CompletableFuture<Reading> asked(int number) {
    return asked(file(number));
  }

  private CompletableFuture<Reading> asked(FileToRead file) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return taking.readings.begin(file);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        },
        work -> new Thread(work).start());
  }

  private int rows() {
    return jdbc.sql("select count(*) from reading").query(Integer.class).single();
  }

  /** The node that takes files in has no place, and so many files wait. */
  private List<CompletableFuture<Reading>> waiting(int number) throws InterruptedException {
    assertThat(taking.readings.begin(file(0)).here()).isTrue();
    List<CompletableFuture<Reading>> all = new ArrayList<>();
    for (int i = 1; i <= number; i++) {
      all.add(asked(i));
      int expected = i;
      Await.until("it is offered", () -> rows() == expected);
    }
    return all;
  }

  /** So many that all who wait here have their turn. */
  private void freePlaces() {
    for (int i = 0; i < NEEDED; i++) {
      taking.readings.end(new Reading(file(0), true, null));
    }
  }

  private ExtractedText text(String content) throws IOException {
    Path markdown = Files.writeString(folder.resolve("text.md"), content);
    return new ExtractedText(
        markdown,
        "text/plain",
        content.codePointCount(0, content.length()),
        new CharsetGuess(StandardCharsets.UTF_16LE, 0.75),
        List.of("A note."));
  }

  @Test
  void takesWhatAnotherNodeReadsAndKeepsNothingOfIt() throws Exception {
    CompletableFuture<Reading> first = waiting(NEEDED).get(0);
    String content = "Grüße 磨 \uD83C\uDF3E\n".repeat(40_000); // of several pages

    Offer offer = other.take();
    assertThat(offer).extracting(Offer::fileName, Offer::charset).containsExactly("1.md", "UTF-8");
    other.help.tell(offer, text(content));
    other.help.release(offer);

    Reading reading = first.join();
    assertThat(reading.here()).isFalse();
    ExtractedText read = taking.readings.text(reading);
    assertThat(read.markdown()).hasContent(content);
    assertThat(read).usingRecursiveComparison().ignoringFields("markdown").isEqualTo(text(content));
    taking.readings.end(reading);
    Files.delete(read.markdown());
    assertThat(rows()).isEqualTo(NEEDED - 1);
    assertThat(jdbc.sql("select count(*) from reading_text").query(Integer.class).single())
        .isZero();
  }

  @Test
  void leavesFewFilesToTheNodeThatTookThemIn() throws Exception {
    List<CompletableFuture<Reading>> waiting = waiting(NEEDED - 1);

    assertThat(other.take()).isNull();
    freePlaces();
    Await.until("all are read here", () -> waiting.stream().allMatch(CompletableFuture::isDone));
    assertThat(waiting).allSatisfy(each -> assertThat(each.join().here()).isTrue());
    assertThat(rows()).isZero();
  }

  @Test
  void tellsTheReasonOfAnotherNode() throws Exception {
    CompletableFuture<Reading> first = waiting(NEEDED).get(0);

    Offer offer = other.take();
    UnreadableFileException reason = UnreadableFileException.passwordProtected(offer.fileName());
    other.help.fail(offer, new IllegalStateException("the route", reason));

    assertThatThrownBy(() -> taking.readings.text(first.join()))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessage(reason.getMessage());
  }

  @Test
  void readsItselfWhatAnotherNodeCannotFetch() throws Exception {
    CompletableFuture<Reading> first = waiting(NEEDED).get(0);

    Offer offer = other.take();
    other.help.fail(offer, new IllegalStateException("no bucket"));
    other.help.release(offer);
    assertThat(other.take()).isNull(); // three are left to others, too few
    freePlaces();

    assertThat(first.join().here()).isTrue();
  }

  @Test
  void readsAgainWhatADeadNodeWasReading() throws Exception {
    CompletableFuture<Reading> first = waiting(NEEDED).get(0);
    Offer offer = other.take();
    other.watch.stop(); // as a killed or suspended process
    jdbc.sql("update reading set beat_at = beat_at - interval '1 minute' where reader is not null")
        .update();

    freePlaces();
    Reading again = first.join();
    assertThat(again.here()).isTrue();
    other.help.tell(offer, text("too late"));

    assertThat(jdbc.sql("select count(*) from reading_text").query(Integer.class).single())
        .isZero();
  }

  private CompletableFuture<Reading> upload(int before) {
    CompletableFuture<Reading> upload = asked(file(99, true));
    Await.until("it is offered", () -> rows() == before + 1);
    return upload;
  }

  @Test
  void readsAnUploadBeforeTheFilesOfTheInboxThatCameFirst() throws Exception {
    List<CompletableFuture<Reading>> waiting = waiting(60);
    CompletableFuture<Reading> upload = upload(60);

    taking.readings.end(new Reading(file(0), true, null));

    assertThat(upload.join().here()).isTrue();
    assertThat(waiting).noneMatch(CompletableFuture::isDone);
    taking.readings.end(upload.join());
    Await.until("the others go on", () -> waiting.stream().anyMatch(CompletableFuture::isDone));
  }

  @Test
  void letsAnotherNodeTakeAnUploadFirst() throws Exception {
    List<CompletableFuture<Reading>> waiting = waiting(NEEDED);
    CompletableFuture<Reading> upload = upload(NEEDED);

    Offer offer = other.take();

    assertThat(offer).extracting(Offer::fileName).isEqualTo("99.md");
    other.help.tell(offer, text("An upload."));
    assertThat(upload.join().here()).isFalse();
    assertThat(waiting).noneMatch(CompletableFuture::isDone);
  }

  @Test
  void readsFilesOfTheInboxWhileAnotherNodeReadsAnUpload() throws Exception {
    List<CompletableFuture<Reading>> waiting = waiting(NEEDED);
    CompletableFuture<Reading> upload = upload(NEEDED);
    Offer offer = other.take();
    assertThat(offer).extracting(Offer::fileName).isEqualTo("99.md");

    freePlaces();

    Await.until("all others go on", () -> waiting.stream().allMatch(CompletableFuture::isDone));
    assertThat(waiting).allSatisfy(each -> assertThat(each.join().here()).isTrue());
    assertThat(upload).isNotDone();
    other.help.tell(offer, text("An upload."));
    assertThat(upload.join().here()).isFalse();
  }

  @Test
  void givesItsPlacesToTheInboxAgainWhenAnUploadIsGone() throws Exception {
    List<CompletableFuture<Reading>> waiting = waiting(1);
    CompletableFuture<Reading> upload = upload(1);
    jdbc.sql("delete from reading where urgent").update();
    assertThat(upload.join().here()).isFalse();

    freePlaces();

    assertThat(waiting.get(0).join().here()).isTrue();
  }

  @Test
  void doesNotTakeAFileForReadBeforeItIsOffered() throws Exception {
    assertThat(taking.readings.begin(file(0)).here()).isTrue();
    jdbc.sql(WAITING_OFFERS).update();
    CompletableFuture<Reading> first;
    try (Connection holder = source.getConnection()) {
      holder.setAutoCommit(false);
      holder.createStatement().execute("select pg_advisory_xact_lock(1)");
      first = asked(1);
      Await.until("the offer waits", () -> waitingStatements() == 1);
      taking.watch.awaitLook(); // may have begun before
      taking.watch.awaitLook();
      holder.rollback();
    }
    freePlaces();

    assertThat(first.join().here()).isTrue();
  }

  private int waitingStatements() {
    return jdbc.sql(
            """
            select count(*) from pg_stat_activity
            where datname = current_database() and wait_event = 'advisory'
            """)
        .query(Integer.class)
        .single();
  }

  @Test
  void waitsForNobodyWhenItEnds() throws Exception {
    CompletableFuture<Reading> first = waiting(1).get(0);

    taking.watch.stop();

    assertThatThrownBy(first::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(ConflictException.class);
    assertThat(rows()).isZero();
  }
}
