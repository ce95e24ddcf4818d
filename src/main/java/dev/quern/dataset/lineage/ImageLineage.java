package dev.quern.dataset.lineage;

import dev.quern.error.ConflictException;
import dev.quern.error.NotFoundException;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What came from an image: its questions, and the entries that answer them. */
@Repository
public class ImageLineage {

  private static final String NAME =
      "select image_name from image where project_id = :project_id and id = :id for update";

  private static final String COUNT =
      """
      select (select count(*) from question where image_id = :id) as questions,
             (select count(*) from image_entry where image_id = :id) as entries
      """;

  private final JdbcClient jdbc;

  public ImageLineage(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Deletes the image.
   *
   * @param cascade whether its questions and what answers them go too
   * @throws ConflictException when rows came from it and {@code cascade} is false
   */
  @Transactional
  public void delete(String projectId, String id, boolean cascade) {
    var name =
        jdbc.sql(NAME)
            .param("project_id", projectId)
            .param("id", id)
            .query(String.class)
            .optional()
            .orElseThrow(() -> NotFoundException.of("image", id));
    if (!cascade) {
      refuseWhereRowsCameFrom(id, name);
    }
    jdbc.sql("delete from image where id = :id").param("id", id).update();
  }

  private void refuseWhereRowsCameFrom(String id, String name) {
    var count = jdbc.sql(COUNT).param("id", id).query().singleRow();
    if (count.values().stream().anyMatch(n -> !Objects.equals(n, 0L))) {
      throw ConflictException.because(
          "%s questions and %s entries came from '%s': delete it with ?cascade=true to delete them too."
              .formatted(count.get("questions"), count.get("entries"), name));
    }
  }
}
