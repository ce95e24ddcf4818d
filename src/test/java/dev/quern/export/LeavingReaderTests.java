package dev.quern.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quern.testing.Await;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A reader who is slow, or leaves, holds nothing. */
class LeavingReaderTests extends ExportTest {

  private static final String OPEN =
      "select count(*) from pg_stat_activity where datname = current_database()"
          + " and state like 'idle in transaction%'";

  @BeforeEach
  void fill() {
    jdbc.sql(
            """
            insert into dataset_entry (id, project_id, question, answer)
            select :p || n, :p, 'question ' || n, repeat(md5(n::text), 30) from generate_series(1, 20000) n
            """)
        .param("p", project)
        .update();
  }

  @Test
  void holdsNoCursorWhileTheReaderIsSlow() throws Exception {
    var goOn = new CountDownLatch(1);
    var began = new CountDownLatch(1);
    var failure = new AtomicReference<Throwable>();
    var bytes = new long[1];
    var slow =
        new OutputStream() {
          @Override
          public void write(int value) {
            bytes[0]++;
          }

          @Override
          public void write(byte[] all, int offset, int length) {
            began.countDown();
            try {
              goOn.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            bytes[0] += length;
          }
        };
    var sender =
        new Thread(
            () -> {
              try {
                exporter.send(ExportRequest.of(project, options()), slow);
              } catch (IOException | RuntimeException e) {
                failure.set(e);
              }
            });
    sender.start();
    began.await();
    Await.until("the cursor is closed while nothing is taken", () -> open() == 0);
    assertThat(bytes[0]).isZero();
    goOn.countDown();
    sender.join();
    assertThat(failure.get()).isNull();
    assertThat(bytes[0]).isEqualTo(export(project).length);
    assertThat(scratch()).isZero();
  }

  @Test
  void leavesNothingWhenTheReaderGoesAway() {
    var gone =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    assertThatThrownBy(() -> exporter.send(ExportRequest.of(project, options("split", 0.5)), gone))
        .hasMessageContaining("Broken pipe");
    Await.until("cursor and files are gone", () -> open() == 0 && scratch() == 0);
    assertThat(export(project).length).isPositive();
  }

  private long open() {
    return jdbc.sql(OPEN).query(Long.class).single();
  }

  private long scratch() {
    try (var files = Files.walk(HOME.resolve("tmp"))) {
      return files.filter(file -> file.getFileName().toString().startsWith("export-")).count();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
