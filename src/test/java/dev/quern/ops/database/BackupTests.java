package dev.quern.ops.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quern.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A backup of a home that is at work, and of one that is not, restored elsewhere. */
class BackupTests {

  @TempDir Path folder;

  private static JdbcClient jdbc(EmbeddedDatabase database) {
    return JdbcClient.create(
        new DriverManagerDataSource(
            database.getJdbcUrl(), database.getUsername(), database.getPassword()));
  }

  @Test
  void ofADatabaseThatIsWrittenToHoldsWhatWasCommittedBefore() throws Exception {
    Home home = new Home(folder.resolve("home"));
    Path file = folder.resolve("backup.zip");
    Files.writeString(home.files().resolve("abc"), "original");
    AtomicBoolean over = new AtomicBoolean();
    try (HomeLock lock = HomeLock.only(home);
        EmbeddedDatabase database =
            new EmbeddedDatabase(home.postgres(), home.postgresPrograms())) {
      JdbcClient jdbc = jdbc(database);
      jdbc.sql("create table kept as select generate_series(1, 100000) as n").update();
      Thread writer = new Thread(() -> write(jdbc, over));
      writer.start();
      Backup.write(home, file);
      over.set(true);
      writer.join();
    }

    Home other = new Home(folder.resolve("other"));
    Backup.restore(other, file);
    try (EmbeddedDatabase database =
        new EmbeddedDatabase(other.postgres(), other.postgresPrograms())) {
      assertThat(
              jdbc(database)
                  .sql("select count(*) from kept where n > 0")
                  .query(Long.class)
                  .single())
          .isEqualTo(100_000);
      // Each transaction wrote a pair: no half of one is there.
      assertThat(
              jdbc(database)
                  .sql("select count(*) from kept where n < 0 group by n having count(*) <> 2")
                  .query(Long.class)
                  .list())
          .isEmpty();
      jdbc(database).sql("insert into kept values (1)").update();
    }
    assertThat(other.files().resolve("abc")).hasContent("original");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThatThrownBy(() -> Backup.restore(other, file)).hasMessageContaining("has a database");
    assertThatThrownBy(() -> Backup.write(home, file))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  private static void write(JdbcClient jdbc, AtomicBoolean over) {
    for (int i = 1; !over.get(); i++) {
      jdbc.sql("insert into kept values (:n), (:n)").param("n", -i).update();
    }
  }

  @Test
  void ofADatabaseThatIsDownStartsItForTheTime() throws Exception {
    Home home = new Home(folder.resolve("home"));
    try (EmbeddedDatabase database =
        new EmbeddedDatabase(home.postgres(), home.postgresPrograms())) {
      jdbc(database).sql("create table kept as select 42 as n").update();
    }

    Backup.write(home, folder.resolve("backup.zip"));

    assertThat(home.postgres().resolve("postmaster.pid")).doesNotExist();
    Home other = new Home(folder.resolve("other"));
    Backup.restore(other, folder.resolve("backup.zip"));
    try (EmbeddedDatabase database =
        new EmbeddedDatabase(other.postgres(), other.postgresPrograms())) {
      assertThat(jdbc(database).sql("select n from kept").query(Long.class).single()).isEqualTo(42);
    }
  }

  /**
   * A node takes documents in meanwhile: each is written as a part, which goes when it is whole.
   */
  @Test
  void ofFilesThatAreTakenInMeanwhileHoldsNoPart() throws Exception {
    Home home = new Home(folder.resolve("home"));
    for (int i = 0; i < 256; i++) {
      Path one = Files.createDirectories(home.files().resolve("%02x".formatted(i)));
      Files.writeString(one.resolve("original"), "kept");
    }
    AtomicBoolean over = new AtomicBoolean();
    Thread intake = new Thread(() -> comeAndGo(home.files(), over));
    try (HomeLock lock = HomeLock.only(home);
        EmbeddedDatabase database =
            new EmbeddedDatabase(home.postgres(), home.postgresPrograms())) {
      jdbc(database).sql("select 1").query().singleRow();
      intake.start();
      Backup.write(home, folder.resolve("backup.zip"));
    } finally {
      over.set(true);
      intake.join();
    }

    try (ZipFile zip = new ZipFile(folder.resolve("backup.zip").toFile())) {
      assertThat(zip.stream().map(ZipEntry::getName).filter(name -> name.startsWith("files/")))
          .filteredOn(name -> !name.endsWith("/"))
          .hasSize(256)
          .allMatch(name -> name.endsWith("/original"));
    }
  }

  private static void comeAndGo(Path folder, AtomicBoolean over) {
    try {
      Deque<Path> parts = new ArrayDeque<>();
      for (int i = 0; !over.get(); i++) {
        parts.add(Files.createFile(folder.resolve(i + ".part")));
        if (parts.size() > 50) {
          Files.delete(parts.remove());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void saysThatAServerHasToolsOfItsOwn() {
    assertThatThrownBy(
            () -> Backup.write(new Home(folder.resolve("none")), folder.resolve("backup.zip")))
        .hasMessageContaining("no embedded database");
  }
}
