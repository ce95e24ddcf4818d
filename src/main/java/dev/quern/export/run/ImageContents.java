package dev.quern.export.run;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Images as they were stored, one at a time. */
@Repository
class ImageContents {

  private final JdbcClient jdbc;

  ImageContents(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  byte[] of(String id) {
    return jdbc.sql("select content from image where id = :id")
        .param("id", id)
        .query((row, n) -> row.getBytes("content"))
        .single();
  }
}
