package dev.quern.document.original;

import dev.quern.home.Home;
import dev.quern.testing.S3Server;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/** What of a node looks after originals, with a home of its own, on a database that it shares. */
final class OriginalsNode {

  final Home home;
  final FileStore files;
  final OriginalFiles originals;
  final OriginalsHousekeeping housekeeping;
  private final TransactionTemplate transaction;

  OriginalsNode(DataSource database, Path folder, FileSettings.Kind store, S3Server server)
      throws IOException {
    home = new Home(folder);
    FileSettings settings = new FileSettings(store, Duration.ofHours(1), DataSize.ofMegabytes(1));
    S3Settings s3 =
        new S3Settings(
            server.url(),
            "us-east-1",
            S3Server.BUCKET,
            "",
            S3Server.ACCESS_KEY,
            S3Server.SECRET_KEY,
            Duration.ofSeconds(5));
    JdbcClient jdbc = JdbcClient.create(database);
    transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    LocalFolder local = new LocalFolder(home, Clock.systemUTC());
    OriginalRows rows = new OriginalRows(jdbc);
    FileCache cache =
        new FileCache(new Home(folder.resolve("scratch")), settings, Clock.systemUTC());
    files =
        new FileStore(
            settings,
            List.of(local, new DatabasePages(jdbc, transaction), new S3Bucket(settings, s3)),
            local,
            cache,
            rows,
            transaction);
    originals = new OriginalFiles(files, local, rows, jdbc, transaction);
    housekeeping = new OriginalsHousekeeping(settings, files, originals, local, rows, transaction);
  }

  /** What the timer of a node does. */
  void keepHouse() {
    housekeeping.find();
    housekeeping.move();
    housekeeping.deleteUnwanted();
  }

  void claim(StoredFile stored, Runnable writeRow) {
    transaction.executeWithoutResult(
        status -> {
          originals.claim(stored, "a.pdf");
          writeRow.run();
        });
  }
}
