package dev.quern.document.image;

import dev.quern.Ids;
import dev.quern.Page;
import dev.quern.Paging;
import dev.quern.dataset.PagedQuery;
import dev.quern.dataset.WhereClause;
import dev.quern.document.UnreadableFileException;
import dev.quern.document.original.StoredFile;
import dev.quern.error.NotFoundException;
import dev.quern.error.TooLargeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Types;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
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
          content, file_id)
      values (:id, :project_id, :name, :media_type, :size, :width, :height, :sha256, :content,
          :file_id)
      on conflict (project_id, sha256, image_name) do update
          set file_id = coalesce(excluded.file_id, image.file_id)
      """;

  private static final String SELECT =
      "select id, image_name, media_type, size, width, height, file_id from image ";

  private static final String ONE = SELECT + "where project_id = :project_id and id = :id";

  private static final String CONTENT =
      "select content from image where project_id = :project_id and id = :id";

  private static final PagedQuery<Image> LISTING =
      new PagedQuery<>(
          "image i",
          "i",
          SELECT + "i",
          "i.create_at, i.id",
          new SimplePropertyRowMapper<>(Image.class));

  /** Its bytes go through memory as a whole, on their way to a model too. */
  public static final long MAX_BYTES = 50 * 1024 * 1024;

  private final JdbcClient jdbc;
  private final ImageDecoders decoders;

  Images(JdbcClient jdbc, ImageDecoders decoders) {
    this.jdbc = jdbc;
    this.decoders = decoders;
  }

  /** Whether a file is an image of a kind that projects hold, by its first bytes. */
  public boolean isImage(Path file) {
    return ImageHeader.isImage(file);
  }

  /**
   * Refuses an image whose pixels cannot be decoded, so that every stored image can be sent to a
   * model. It is slow, so call it outside of transactions.
   *
   * @throws UnreadableFileException when it is none, or broken
   * @throws TooLargeException when it has more bytes than are taken
   */
  public void check(String name, StoredFile stored) {
    checkSize(name, stored);
    decoders.check(stored, name);
  }

  private static void checkSize(String name, StoredFile stored) {
    if (stored.size() > MAX_BYTES) {
      throw TooLargeException.of("The image '" + name + "'", MAX_BYTES);
    }
  }

  /**
   * Stores an image; the same content under the same name is the image that is there.
   *
   * @throws UnreadableFileException when it is none, or broken
   */
  @Transactional
  public Image add(String projectId, String name, StoredFile stored) {
    return add(projectId, null, name, stored);
  }

  /** Stores an image that was taken out of that document. */
  @Transactional
  public Image add(String projectId, @Nullable String fileId, String name, StoredFile stored) {
    checkSize(name, stored);
    ImageHeader header = ImageHeader.read(stored.path(), name);
    try (InputStream content = Files.newInputStream(stored.path())) {
      jdbc.sql(INSERT)
          .param("id", Ids.next())
          .param("project_id", projectId)
          .param("name", name)
          .param("media_type", header.mediaType())
          .param("size", stored.size())
          .param("width", header.width())
          .param("height", header.height())
          .param("sha256", stored.sha256())
          .param("file_id", fileId)
          .param("content", new SqlBinaryValue(content, stored.size()), Types.BINARY)
          .update();
    } catch (IOException e) {
      throw new UncheckedIOException("The image " + name + " cannot be read again", e);
    }
    return jdbc.sql(SELECT + "where project_id = :project_id and sha256 = :s and image_name = :n")
        .param("project_id", projectId)
        .param("s", stored.sha256())
        .param("n", name)
        .query(Image.class)
        .single();
  }

  /**
   * The image.
   *
   * @throws NotFoundException when the project has none of that id
   */
  public Image get(String projectId, String id) {
    return jdbc.sql(ONE)
        .param("project_id", projectId)
        .param("id", id)
        .query(Image.class)
        .optional()
        .orElseThrow(() -> NotFoundException.of("image", id));
  }

  /**
   * Its bytes as they came.
   *
   * @throws NotFoundException when the project has none of that id
   */
  public byte[] content(String projectId, String id) {
    return jdbc.sql(CONTENT)
        .param("project_id", projectId)
        .param("id", id)
        .query(byte[].class)
        .optional()
        .orElseThrow(() -> NotFoundException.of("image", id));
  }

  /**
   * The image as a vision model takes it.
   *
   * @param maxPixels width times height, at most; a larger one is scaled down
   * @throws NotFoundException when the project has none of that id
   * @throws UnreadableFileException when it cannot be decoded
   */
  public ModelImage forModel(String projectId, Image image, long maxPixels) {
    var header = new ImageHeader(image.mediaType(), image.width(), image.height());
    return decoders.run(
        image.imageName(),
        image.mediaType(),
        () -> ModelImageEncoder.of(content(projectId, image.id()), header, maxPixels));
  }

  /**
   * The images of a project, oldest first.
   *
   * @throws dev.quern.error.InvalidRequestException when the image to begin after does not exist
   */
  public Page<Image> list(String projectId, Paging paging) {
    return LISTING.page(
        jdbc, new WhereClause().and("i.project_id = :project_id", "project_id", projectId), paging);
  }
}
