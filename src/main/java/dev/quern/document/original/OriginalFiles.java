package dev.quern.document.original;

import dev.quern.error.ConflictException;
import java.io.IOException;
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

  /** Whoever deletes more at once does not wait for it: housekeeping deletes the rest. */
  private static final int AT_ONCE = 1000;

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

  private final FileStore files;
  private final LocalFolder folder;
  private final OriginalRows rows;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  OriginalFiles(
      FileStore files,
      LocalFolder folder,
      OriginalRows rows,
      JdbcClient jdbc,
      TransactionTemplate transaction) {
    this.files = files;
    this.folder = folder;
    this.rows = rows;
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
    rows.lock(stored.sha256());
    if (!rows.claim(stored.sha256())) {
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

  /**
   * Deletes those of these originals that no row uses any more. Call it after the rows are gone.
   * What lies on other nodes, in a store that does not answer, or is too much to wait for, is left
   * to housekeeping.
   */
  public void deleteUnreferenced(Collection<String> hashes) {
    try {
      hashes.stream()
          .limit(AT_ONCE)
          .flatMap(sha256 -> rows.of(sha256).stream())
          .filter(this::isInReach)
          .forEach(this::deleteUnwanted);
    } catch (StoreUnavailableException e) {
      log.warn("Originals that nothing refers to are deleted later: {}", e.getMessage());
    }
  }

  private boolean isInReach(Original original) {
    return original.kind() != FileSettings.Kind.LOCAL || original.place().equals(folder.place());
  }

  /**
   * Deletes an original unless something refers to it or is about to. Its row goes last: after a
   * crash it is deleted once more.
   */
  void deleteUnwanted(Original original) {
    transaction.executeWithoutResult(
        status -> {
          rows.lock(original.sha256());
          if (rows.isWanted(original)) {
            return;
          }
          try {
            files.store(original.kind()).delete(original);
          } catch (IOException e) {
            throw StoreUnavailableException.of(original.where(), e);
          }
          rows.delete(original);
          log.debug("The original {} is of no use any more", original);
        });
  }
}
