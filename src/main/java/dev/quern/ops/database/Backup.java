package dev.quern.ops.database;

import dev.quern.home.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Writes the embedded PostgreSQL and the original files into one zip, while Quern runs or not, and
 * unpacks one into an empty home. It is a base backup by PostgreSQL's own functions (manual,
 * 25.3.3): the data files, and the log that makes them consistent when the database is started.
 */
public final class Backup {

  private static final String DATA = "postgres/";
  private static final String FILES = "files/";

  /** Folders whose files are created at each start, but which must exist. */
  private static final Set<String> EMPTIED =
      Set.of(
          "pg_wal",
          "pg_replslot",
          "pg_dynshmem",
          "pg_notify",
          "pg_serial",
          "pg_snapshots",
          "pg_stat_tmp",
          "pg_subtrans");

  private static final Set<String> LEFT_OUT =
      Set.of("postmaster.pid", "postmaster.opts", "epg-lock", "backup_label", "tablespace_map");

  private final Path data;
  private final Path files;
  private final DatabasePassword password;

  private Backup(Home home) {
    this.data = home.postgres();
    this.files = home.files();
    this.password = new DatabasePassword(home.postgres());
  }

  /**
   * Writes a backup of a home with everything that is committed when it ends.
   *
   * @throws IllegalStateException when the home has no embedded database
   */
  public static void write(Home home, Path file) throws IOException, SQLException {
    if (!Files.exists(home.postgres().resolve("PG_VERSION"))) {
      throw new IllegalStateException(
          home.path() + " has no embedded database; back up a server of yours with its own tools");
    }
    if (Files.exists(file)) {
      throw new FileAlreadyExistsException(file + " exists; name another file");
    }
    Backup backup = new Backup(home);
    HomeLock lock;
    try {
      lock = HomeLock.only(home);
    } catch (HomeInUseException e) {
      backup.write(backup.runningUrl(), file);
      return;
    }
    try (lock;
        EmbeddedDatabase database =
            new EmbeddedDatabase(home.postgres(), home.postgresPrograms())) {
      backup.write(database.getJdbcUrl(), file);
    }
  }

  /** The fourth line of the postmaster's file is its port. */
  private String runningUrl() throws IOException {
    List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
    return "jdbc:postgresql://127.0.0.1:" + lines.get(3).strip() + "/postgres";
  }

  private void write(String url, Path file) throws IOException, SQLException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(part);
    Files.createFile(part);
    restrict(part, "rw-------");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(part));
        Connection connection = DriverManager.getConnection(url, "postgres", password.text());
        Statement statement = connection.createStatement()) {
      // The slot keeps the log from being recycled; it vanishes with this connection.
      ask(statement, "select pg_create_physical_replication_slot('quern_backup', true, true)");
      String from = ask(statement, "select pg_walfile_name(pg_backup_start('quern', true))");
      ZippedFolder.add(zip, data, DATA, Backup::isNotOfDatabase);
      String label = ask(statement, "select labelfile from pg_backup_stop(false)");
      String to = ask(statement, "select pg_walfile_name(pg_current_wal_lsn())");
      copyLog(zip, from, to);
      zip.putNextEntry(new ZipEntry(DATA + "backup_label"));
      zip.write(label.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
      ZippedFolder.add(zip, files, FILES, Backup::isPart);
    } catch (IOException | SQLException | RuntimeException e) {
      Files.deleteIfExists(part);
      throw e;
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String ask(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private void copyLog(ZipOutputStream zip, String from, String to) throws IOException {
    try (Stream<Path> segments = Files.list(data.resolve("pg_wal"))) {
      for (Path segment : segments.sorted().toList()) {
        String name = segment.getFileName().toString();
        if (name.matches("[0-9A-F]{24}") && name.compareTo(from) >= 0 && name.compareTo(to) <= 0) {
          ZippedFolder.add(zip, segment, DATA + "pg_wal/" + name);
        }
      }
    }
  }

  /** What PostgreSQL makes anew at each start, but for the folders themselves. */
  private static boolean isNotOfDatabase(Path path) {
    String first = path.getName(0).toString();
    return EMPTIED.contains(first) ? path.getNameCount() > 1 : LEFT_OUT.contains(first);
  }

  /** A part becomes a file of another name once it is whole, or is deleted. */
  private static boolean isPart(Path path) {
    return path.toString().endsWith(".part");
  }

  /**
   * Unpacks a backup into a home without a database; it is consistent after the next start.
   *
   * @throws IllegalStateException when the home has one
   */
  public static void restore(Home home, Path file) throws IOException {
    try (HomeLock lock = HomeLock.only(home)) {
      if (Files.exists(home.postgres().resolve("PG_VERSION"))) {
        throw new IllegalStateException(
            home.path() + " has a database; name an empty home with --quern.home, or move it away");
      }
      try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          unpack(zip, entry, home.path());
        }
      }
    }
    restrict(home.postgres(), "rwx------"); // PostgreSQL asks for it
  }

  private static void unpack(ZipInputStream zip, ZipEntry entry, Path home) throws IOException {
    Path target = home.resolve(entry.getName()).normalize();
    boolean ours = entry.getName().startsWith(DATA) || entry.getName().startsWith(FILES);
    if (!ours || !target.startsWith(home)) {
      throw new IllegalStateException("This is no backup of Quern: it holds " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
    } else {
      Files.createDirectories(target.getParent());
      Files.copy(zip, target);
    }
  }

  private static void restrict(Path path, String permissions) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
  }
}
