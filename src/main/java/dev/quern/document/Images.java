package dev.quern.document;

import dev.quern.Ids;
import dev.quern.Page;
import dev.quern.Paging;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Types;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.support.SqlBinaryValue;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The images of projects: PNG, JPEG, WebP, GIF and BMP. */
@Repository
public class Images {

  private static final String INSERT =
      """
      insert into image (id, project_id, image_name, media_type, size, width, height, sha256,
          content)
      values (:id, :projectId, :name, :mediaType, :size, :width, :height, :sha256, :content)
      on conflict (project_id, sha256, image_name) do nothing
      """;

  private static final String SELECT =
      "select id, image_name, media_type, size, width, height from image ";

  private final JdbcClient jdbc;

  Images(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Whether a file is an image of a kind that projects hold, by its first bytes. */
  public boolean isImage(Path file) {
    return ImageHeader.isImage(file);
  }

  /**
   * Stores an image; the same content under the same name is the image that is there.
   *
   * @throws UnreadableFileException when it is none, or broken
   */
  @Transactional
  public Image add(String projectId, String name, StoredFile stored) {
    ImageHeader header = ImageHeader.read(stored.path(), name);
    try (InputStream content = Files.newInputStream(stored.path())) {
      jdbc.sql(INSERT)
          .param("id", Ids.next())
          .param("projectId", projectId)
          .param("name", name)
          .param("mediaType", header.mediaType())
          .param("size", stored.size())
          .param("width", header.width())
          .param("height", header.height())
          .param("sha256", stored.sha256())
          .param("content", new SqlBinaryValue(content, stored.size()), Types.BINARY)
          .update();
    } catch (IOException e) {
      throw new UncheckedIOException("The image " + name + " cannot be read again", e);
    }
    return jdbc.sql(SELECT + "where project_id = :p and sha256 = :s and image_name = :n")
        .param("p", projectId)
        .param("s", stored.sha256())
        .param("n", name)
        .query(Image.class)
        .single();
  }

  /** The images of a project, oldest first. */
  public Page<Image> list(String projectId, Paging paging) {
    List<Image> rows =
        jdbc.sql(
                SELECT + "where project_id = :p order by create_at, id limit :limit offset :offset")
            .param("p", projectId)
            .param("limit", paging.limit())
            .param("offset", paging.offset())
            .query(Image.class)
            .list();
    long total =
        jdbc.sql("select count(*) from image where project_id = :p")
            .param("p", projectId)
            .query(Long.class)
            .single();
    return Page.of(rows, total, paging);
  }
}
