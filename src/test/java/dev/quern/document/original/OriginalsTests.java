package dev.quern.document.original;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quern.document.UnreadableFileException;
import dev.quern.error.ConflictException;
import dev.quern.testing.S3Server;
import dev.quern.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Originals on two nodes of one database, in each kind of store. */
class OriginalsTests {

  private static final DataSource DATABASE = TestDatabase.create();

  @TempDir private Path folder;
  private final JdbcClient jdbc = JdbcClient.create(DATABASE);
  private S3Server server;
  private Path file;

  @BeforeEach
  void start() throws IOException {
    server = S3Server.start(Files.createDirectories(folder.resolve("s3")));
    byte[] content = new byte[1_300_000]; // more than one page, and more than a cache holds of it
    new Random(folder.hashCode()).nextBytes(content);
    file = Files.write(folder.resolve("a.pdf"), content);
    jdbc.sql("truncate original, original_page, project cascade").update();
    jdbc.sql("insert into project (id, name) values ('p', 'p')").update();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private OriginalsNode node(String name, FileSettings.Kind store) throws IOException {
    return new OriginalsNode(DATABASE, folder.resolve(name), store, server);
  }

  /** Takes the file in, as an upload does: its row is there when the original is claimed. */
  private StoredFile takenIn(OriginalsNode node) {
    StoredFile stored = node.files.keep(file);
    node.claim(stored, () -> writeRow(stored));
    return stored;
  }

  private void writeRow(StoredFile stored) {
    jdbc.sql(
            """
            insert into source_file (id, project_id, file_name, media_type, size, sha256, characters)
            values ('f', 'p', 'a.pdf', 'application/pdf', :size, :sha256, 0)
            """)
        .param("size", stored.size())
        .param("sha256", stored.sha256())
        .update();
  }

  private void deleteRow() {
    jdbc.sql("delete from source_file").update();
  }

  private void letGraceEnd() {
    jdbc.sql("update original set awaited_until = now() - interval '1 second'").update();
  }

  private long inStore(FileSettings.Kind store, OriginalsNode node) throws IOException {
    return switch (store) {
      case LOCAL -> {
        try (var all = Files.walk(node.home.files())) {
          yield all.filter(Files::isRegularFile).count();
        }
      }
      case DATABASE ->
          jdbc.sql("select count(distinct sha256) from original_page").query(Long.class).single();
      case S3 -> server.objects().size();
    };
  }

  @ParameterizedTest
  @EnumSource(FileSettings.Kind.class)
  void areReadWhereTheyWereTakenIn(FileSettings.Kind store) throws IOException {
    OriginalsNode a = node("a", store);
    StoredFile stored = takenIn(a);
    assertThat(stored.path()).hasSameBinaryContentAs(file);
    assertThat(a.files.path(stored.sha256(), "a.pdf")).hasSameBinaryContentAs(file);
    assertThat(inStore(store, a)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"DATABASE", "S3"})
  void areReadOnAnyOtherNodeWhateverItStoresInto(FileSettings.Kind store) throws IOException {
    StoredFile stored = takenIn(node("a", store));
    for (FileSettings.Kind own : FileSettings.Kind.values()) {
      OriginalsNode b = node("b-" + own, own);
      assertThat(b.files.path(stored.sha256(), "a.pdf")).hasSameBinaryContentAs(file);
    }
  }

  @Test
  void ofAFolderAreMissedElsewhereWithASentence() throws IOException {
    OriginalsNode a = node("a", FileSettings.Kind.LOCAL);
    StoredFile stored = takenIn(a);
    OriginalsNode b = node("b", FileSettings.Kind.LOCAL);
    assertThatThrownBy(() -> b.files.path(stored.sha256(), "a.pdf"))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContainingAll("'a.pdf'", a.home.path().toString(), "quern.files.store");
    assertThatThrownBy(() -> b.files.path("0".repeat(64), "b.pdf"))
        .hasMessageContainingAll("'b.pdf'", "no store that this node knows");
  }

  @ParameterizedTest
  @EnumSource(FileSettings.Kind.class)
  void areDeletedWithTheirLastRow(FileSettings.Kind store) throws IOException {
    OriginalsNode a = node("a", store);
    StoredFile stored = takenIn(a);
    a.originals.deleteUnreferenced(List.of(stored.sha256()));
    assertThat(inStore(store, a)).as("while a row is there").isEqualTo(1);
    deleteRow();
    a.originals.deleteUnreferenced(List.of(stored.sha256()));
    assertThat(inStore(store, a)).isZero();
    assertThat(jdbc.sql("select count(*) from original").query(Long.class).single()).isZero();
  }

  /** A process that is killed between the two leaves just this. */
  @ParameterizedTest
  @EnumSource(FileSettings.Kind.class)
  void thatNoRowCameForAreDeletedAfterTheGraceAndNotBefore(FileSettings.Kind store)
      throws IOException {
    OriginalsNode a = node("a", store);
    StoredFile stored = a.files.keep(file);
    a.keepHouse();
    a.originals.deleteUnreferenced(List.of(stored.sha256()));
    assertThat(inStore(store, a)).as("an upload is about to refer to it").isEqualTo(1);
    letGraceEnd();
    a.keepHouse();
    assertThat(inStore(store, a)).isZero();
    assertThatThrownBy(() -> a.claim(stored, () -> {}))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("send it again");
  }

  @ParameterizedTest
  @EnumSource(FileSettings.Kind.class)
  void thatAreTakenInStayHoweverLongTheyLie(FileSettings.Kind store) throws IOException {
    OriginalsNode a = node("a", store);
    takenIn(a);
    a.files.keep(file); // the same once more, and then its upload is broken off
    letGraceEnd();
    a.keepHouse();
    assertThat(inStore(store, a)).isEqualTo(1);
  }

  @Test
  void ofAStoreThatDoesNotAnswerAreDeletedWhenItDoes() throws IOException {
    OriginalsNode a = node("a", FileSettings.Kind.S3);
    StoredFile stored = takenIn(a);
    deleteRow();
    server.failAlways(503);
    a.originals.deleteUnreferenced(List.of(stored.sha256()));
    assertThatThrownBy(a::keepHouse).isInstanceOf(StoreUnavailableException.class);
    server.failAlways(200);
    a.keepHouse();
    assertThat(server.objects()).isEmpty();
  }

  @Test
  void areNotTakenInWhileTheStoreDoesNotAnswer() throws IOException {
    OriginalsNode a = node("a", FileSettings.Kind.S3);
    server.failAlways(503);
    assertThatThrownBy(() -> a.files.keep(file))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContainingAll("the bucket " + S3Server.BUCKET, "HTTP 503", "tried again");
    server.failAlways(200);
    assertThat(takenIn(a).path()).hasSameBinaryContentAs(file);
  }

  @ParameterizedTest
  @EnumSource(names = {"DATABASE", "S3"})
  void thatAreDamagedAreNotHandedOut(FileSettings.Kind store) throws IOException {
    StoredFile stored = takenIn(node("a", store));
    jdbc.sql("update original_page set content = '\\x00' where seq = 1").update();
    for (Path object : server.objects().values()) {
      Files.write(object, new byte[Math.toIntExact(Files.size(object))]);
    }
    OriginalsNode b = node("b", store);
    assertThatThrownBy(() -> b.files.path(stored.sha256(), "a.pdf"))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContainingAll("'a.pdf' is damaged", "SHA-256");
  }

  @ParameterizedTest
  @EnumSource(names = {"DATABASE", "S3"})
  void moveFromTheFolderWhenAnotherStoreIsSet(FileSettings.Kind store) throws IOException {
    StoredFile stored = takenIn(node("a", FileSettings.Kind.LOCAL));
    jdbc.sql("delete from original").update(); // as files of before there were such rows
    OriginalsNode again = node("a", store);
    assertThat(again.files.path(stored.sha256(), "a.pdf")).hasSameBinaryContentAs(file);
    again.keepHouse();
    assertThat(inStore(FileSettings.Kind.LOCAL, again)).isZero();
    assertThat(inStore(store, again)).isEqualTo(1);
    letGraceEnd();
    again.keepHouse();
    OriginalsNode b = node("b", FileSettings.Kind.LOCAL);
    assertThat(b.files.path(stored.sha256(), "a.pdf")).hasSameBinaryContentAs(file);
  }

  @Test
  void areReadFromTheFolderToWhichAnotherNameIsGiven() throws IOException {
    StoredFile stored = takenIn(node("a", FileSettings.Kind.LOCAL));
    Files.move(folder.resolve("a"), folder.resolve("moved"));
    OriginalsNode moved = node("moved", FileSettings.Kind.LOCAL);
    assertThat(moved.files.path(stored.sha256(), "a.pdf")).hasSameBinaryContentAs(file);
    deleteRow();
    moved.keepHouse();
    assertThat(inStore(FileSettings.Kind.LOCAL, moved)).isZero();
  }
}
