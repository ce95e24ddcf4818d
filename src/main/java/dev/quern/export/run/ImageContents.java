package dev.quern.export.run;

import dev.quern.export.format.Kind;
import dev.quern.export.format.Row;
import dev.quern.export.format.Style;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Images as they were stored, one at a time. */
@Repository
class ImageContents {

  private final JdbcClient jdbc;

  ImageContents(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The row of an export, with its image where records in that style hold it; empty where the image
   * was deleted meanwhile, and the row with it.
   */
  Optional<Row> row(Plan plan, Map<String, Object> columns) {
    boolean holdsImage =
        plan.rows().kind() == Kind.IMAGE_DATASETS && plan.style().images() != Style.Images.PATH;
    if (!holdsImage) {
      return Optional.of(new Row(plan.rows().kind(), columns));
    }
    return of(String.valueOf(columns.get("image_id")))
        .map(
            image -> {
              Map<String, Object> withImage = new HashMap<>(columns);
              withImage.put("image", image);
              return new Row(plan.rows().kind(), withImage);
            });
  }

  /** Whether an image is there. */
  boolean has(String id) {
    return jdbc.sql("select exists (select 1 from image where id = :id)")
        .param("id", id)
        .query(Boolean.class)
        .single();
  }

  /** An image; empty where it was deleted meanwhile. */
  Optional<byte[]> of(String id) {
    return jdbc.sql("select content from image where id = :id")
        .param("id", id)
        .query((row, n) -> row.getBytes("content"))
        .optional();
  }
}
