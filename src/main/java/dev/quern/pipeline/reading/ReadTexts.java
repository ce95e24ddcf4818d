package dev.quern.pipeline.reading;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The table {@code reading_text}: texts on their way to the node that asked for them, in pages, so
 * that no whole text is in memory.
 */
@Repository
class ReadTexts {

  private static final int PAGE = 256 * 1024;

  private final JdbcClient jdbc;

  ReadTexts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Stores a text, in the transaction that tells of it. */
  void put(String readingId, Path text) {
    try (InputStream in = Files.newInputStream(text)) {
      int seq = 0;
      for (byte[] page = in.readNBytes(PAGE); page.length > 0; page = in.readNBytes(PAGE)) {
        jdbc.sql("insert into reading_text (reading_id, seq, content) values (:id, :seq, :page)")
            .param("id", readingId)
            .param("seq", seq++)
            .param("page", page)
            .update();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The extracted text cannot be read again", e);
    }
  }

  void get(String readingId, Path into) throws IOException {
    try (OutputStream out = Files.newOutputStream(into)) {
      Optional<byte[]> page = page(readingId, 0);
      for (int seq = 1; page.isPresent(); seq++) {
        out.write(page.get());
        page = page(readingId, seq);
      }
    }
  }

  private Optional<byte[]> page(String readingId, int seq) {
    return jdbc.sql("select content from reading_text where reading_id = :id and seq = :seq")
        .param("id", readingId)
        .param("seq", seq)
        .query(byte[].class)
        .optional();
  }
}
