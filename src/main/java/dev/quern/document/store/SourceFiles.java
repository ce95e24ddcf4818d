package dev.quern.document.store;

import dev.quern.Ids;
import dev.quern.Page;
import dev.quern.Paging;
import dev.quern.dataset.PagedQuery;
import dev.quern.dataset.WhereClause;
import dev.quern.document.ExtractedText;
import dev.quern.document.charset.CharsetGuess;
import dev.quern.document.original.StoredFile;
import dev.quern.error.NotFoundException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The files of projects; {@link SourceTexts} has their texts. */
@Repository
public class SourceFiles {

  private static final String INSERT =
      """
      insert into source_file (id, project_id, file_name, media_type, size, sha256, characters,
          charset, charset_confidence, notes)
      values (:id, :project_id, :file_name, :media_type, :size, :sha256, :characters,
          :charset, :confidence, :notes)
      on conflict (project_id, sha256, file_name) do nothing
      """;

  /** An old version that is uploaded again becomes the newest one. */
  private static final String ARRIVED_AGAIN =
      """
      update source_file set version_at = now()
      where project_id = :project_id and sha256 = :s and file_name = :n
      """;

  /** A file that was read in another charset is read again, unless it already has chunks. */
  private static final String READ_ANEW =
      """
      update source_file f
      set characters = :characters, charset = :charset, charset_confidence = :confidence
      where project_id = :project_id and sha256 = :s and file_name = :n and charset is distinct from :charset
        and not exists (select 1 from chunk c where c.file_id = f.id)
      returning id
      """;

  private static final String HAS_OLDER =
      """
      select exists (select 1 from source_file f
          join source_file o on o.project_id = f.project_id and o.file_name = f.file_name
          join chunk c on c.file_id = o.id
          where f.id = :id and o.id <> f.id)
      """;

  private static final String SELECT =
      """
      select id, project_id, file_name, media_type, size, sha256, characters, charset,
          charset_confidence, notes, create_at
      from source_file
      """;

  private static final PagedQuery<SourceFile> LISTING =
      new PagedQuery<>(
          "source_file f", "f", SELECT.strip() + " f", "f.create_at, f.id", SourceFiles::file);

  private final JdbcClient jdbc;
  private final SourceTexts texts;

  SourceFiles(JdbcClient jdbc, SourceTexts texts) {
    this.jdbc = jdbc;
    this.texts = texts;
  }

  /**
   * Stores a file and its text. If the project has the same content under the same name, that file
   * is returned.
   */
  @Transactional
  public SourceFile add(String projectId, String fileName, StoredFile stored, ExtractedText text) {
    String id = Ids.next();
    CharsetGuess guess = text.charset();
    int added =
        jdbc.sql(INSERT)
            .param("id", id)
            .param("project_id", projectId)
            .param("file_name", fileName)
            .param("media_type", text.mediaType())
            .param("size", stored.size())
            .param("sha256", stored.sha256())
            .param("characters", text.characters())
            .param("charset", guess == null ? null : guess.charset().name())
            .param("confidence", guess == null ? null : guess.confidence())
            .param("notes", text.notes().toArray(String[]::new))
            .update();
    if (added == 1) {
      texts.add(id, text);
    } else {
      jdbc.sql(ARRIVED_AGAIN)
          .param("project_id", projectId)
          .param("s", stored.sha256())
          .param("n", fileName)
          .update();
      readAnew(projectId, fileName, stored, text);
    }
    return jdbc.sql(SELECT + "where project_id = :project_id and sha256 = :s and file_name = :n")
        .param("project_id", projectId)
        .param("s", stored.sha256())
        .param("n", fileName)
        .query(SourceFiles::file)
        .single();
  }

  private void readAnew(String projectId, String fileName, StoredFile stored, ExtractedText text) {
    CharsetGuess guess = text.charset();
    if (guess != null) {
      jdbc.sql(READ_ANEW)
          .param("characters", text.characters())
          .param("charset", guess.charset().name())
          .param("confidence", guess.confidence())
          .param("project_id", projectId)
          .param("s", stored.sha256())
          .param("n", fileName)
          .query(String.class)
          .optional()
          .ifPresent(id -> texts.replace(id, text));
    }
  }

  /**
   * The files of a project, oldest first.
   *
   * @throws dev.quern.error.InvalidRequestException when the file to begin after does not exist
   */
  public Page<SourceFile> list(String projectId, Paging paging) {
    return LISTING.page(
        jdbc, new WhereClause().and("f.project_id = :project_id", "project_id", projectId), paging);
  }

  /** A file with that content, under any name. */
  public Optional<SourceFile> withContent(String projectId, String sha256) {
    return jdbc.sql(
            SELECT + "where project_id = :project_id and sha256 = :s order by create_at limit 1")
        .param("project_id", projectId)
        .param("s", sha256)
        .query(SourceFiles::file)
        .optional();
  }

  /** Whether there is a file of that id. */
  public boolean exists(String id) {
    return jdbc.sql("select 1 from source_file where id = :id")
        .param("id", id)
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  /** Whether another version of the same document has chunks that this version takes over. */
  public boolean hasOlderVersion(String id) {
    return jdbc.sql(HAS_OLDER).param("id", id).query(Boolean.class).single();
  }

  /**
   * The file.
   *
   * @throws NotFoundException when there is none of that id
   */
  public SourceFile get(String id) {
    return jdbc.sql(SELECT + "where id = :id")
        .param("id", id)
        .query(SourceFiles::file)
        .optional()
        .orElseThrow(() -> NotFoundException.of("file", id));
  }

  /** Whether the project has a file of that id. */
  public boolean exists(String projectId, String id) {
    return jdbc.sql("select 1 from source_file where project_id = :project_id and id = :id")
        .param("project_id", projectId)
        .param("id", id)
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  private static SourceFile file(ResultSet rs, int row) throws SQLException {
    return new SourceFile(
        rs.getString("id"),
        rs.getString("project_id"),
        rs.getString("file_name"),
        rs.getString("media_type"),
        rs.getLong("size"),
        rs.getString("sha256"),
        rs.getLong("characters"),
        rs.getString("charset"),
        rs.getObject("charset_confidence", Double.class),
        List.of((String[]) rs.getArray("notes").getArray()),
        rs.getTimestamp("create_at").toInstant());
  }
}
