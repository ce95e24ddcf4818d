package dev.quern.document.store;

import dev.quern.error.ConflictException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Knows which rows use the stored originals, and deletes an original with its last row. A lock on
 * its hash prevents a conflict with an upload of the same content.
 */
@Component
public class OriginalFiles {

  private static final Logger log = LoggerFactory.getLogger(OriginalFiles.class);

  private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended(:sha256, 16))";

  private static final String USED =
      """
      select exists (select 1 from source_file where sha256 = :sha256)
          or exists (select 1 from image where sha256 = :sha256)
      """;

  private static final String OF_FILE =
      """
      select sha256 from source_file where project_id = :project_id and id = :id
      union select sha256 from image where project_id = :project_id and file_id = :id
      """;

  private static final String OF_PROJECT =
      """
      select sha256 from source_file where project_id = :project_id
      union select sha256 from image where project_id = :project_id
      """;

  private final FileStore store;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  OriginalFiles(FileStore store, JdbcClient jdbc, TransactionTemplate transaction) {
    this.store = store;
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /**
   * Locks an original for the row that the caller's transaction is about to write.
   *
   * @throws ConflictException when it was deleted after it was stored, with the last row of the
   *     same content
   */
  public void claim(StoredFile stored, String fileName) {
    jdbc.sql(LOCK).param("sha256", stored.sha256()).query().listOfRows();
    if (!Files.exists(stored.path())) {
      throw ConflictException.because(
          "'"
              + fileName
              + "' was deleted elsewhere in the same moment as it was taken in; send it again.");
    }
  }

  /** The hashes of a file and of the images extracted from it. */
  public List<String> ofFile(String projectId, String fileId) {
    return jdbc.sql(OF_FILE)
        .param("project_id", projectId)
        .param("id", fileId)
        .query(String.class)
        .list();
  }

  /** The hash of an image. */
  public List<String> ofImage(String projectId, String imageId) {
    return jdbc.sql("select sha256 from image where project_id = :project_id and id = :id")
        .param("project_id", projectId)
        .param("id", imageId)
        .query(String.class)
        .list();
  }

  /** The hashes of all files and images of a project. */
  public List<String> ofProject(String projectId) {
    return jdbc.sql(OF_PROJECT).param("project_id", projectId).query(String.class).list();
  }

  /** Deletes the originals that no row uses any more. Call it after the rows have been deleted. */
  public void deleteUnreferenced(Collection<String> hashes) {
    for (String sha256 : hashes) {
      transaction.executeWithoutResult(
          status -> {
            jdbc.sql(LOCK).param("sha256", sha256).query().listOfRows();
            if (!jdbc.sql(USED).param("sha256", sha256).query(Boolean.class).single()) {
              log.debug("The original {} is of no use any more", sha256);
              store.delete(sha256);
            }
          });
    }
  }
}
