package dev.quern.document.original;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The table {@code original_page}. One page of a file is in memory at a time. */
@Component
class DatabasePages implements OriginalStore {

  private static final int PAGE = 512 * 1024;

  /** Of two that store the same content at once, the second finds each page there. */
  private static final String ADD =
      """
      insert into original_page (sha256, seq, content) values (:sha256, :seq, :content)
      on conflict (sha256, seq) do nothing
      """;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  DatabasePages(JdbcClient jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  @Override
  public FileSettings.Kind kind() {
    return FileSettings.Kind.DATABASE;
  }

  @Override
  public String place() {
    return "";
  }

  @Override
  public boolean has(String sha256, long size) {
    return jdbc.sql("select exists (select 1 from original_page where sha256 = :sha256)")
        .param("sha256", sha256)
        .query(Boolean.class)
        .single();
  }

  @Override
  public void put(String sha256, Path content) {
    transaction.executeWithoutResult(
        status -> {
          try (InputStream in = Files.newInputStream(content)) {
            int seq = 0;
            for (byte[] page = in.readNBytes(PAGE); page.length > 0; page = in.readNBytes(PAGE)) {
              jdbc.sql(ADD)
                  .param("sha256", sha256)
                  .param("seq", seq++)
                  .param("content", page)
                  .update();
            }
          } catch (IOException e) {
            throw new UncheckedIOException("The file " + content + " cannot be read", e);
          }
        });
  }

  @Override
  public void get(Original original, Path into) throws IOException {
    try (OutputStream out = Files.newOutputStream(into)) {
      Optional<byte[]> page = page(original.sha256(), 0);
      if (page.isEmpty()) {
        throw new NoSuchFileException(original.sha256());
      }
      for (int seq = 1; page.isPresent(); seq++) {
        out.write(page.get());
        page = page(original.sha256(), seq);
      }
    }
  }

  private Optional<byte[]> page(String sha256, int seq) {
    return jdbc.sql("select content from original_page where sha256 = :sha256 and seq = :seq")
        .param("sha256", sha256)
        .param("seq", seq)
        .query(byte[].class)
        .optional();
  }

  @Override
  public void delete(Original original) {
    jdbc.sql("delete from original_page where sha256 = :sha256")
        .param("sha256", original.sha256())
        .update();
  }

  /** Health asks the database as a whole. */
  @Override
  public void check() {}
}
