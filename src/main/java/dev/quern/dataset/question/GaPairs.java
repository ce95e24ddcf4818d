package dev.quern.dataset.question;

import static dev.quern.dataset.PagedQuery.instant;

import dev.quern.Ids;
import dev.quern.Page;
import dev.quern.Paging;
import dev.quern.dataset.BatchedReads;
import dev.quern.dataset.PagedQuery;
import dev.quern.dataset.WhereClause;
import dev.quern.error.FieldChecks;
import dev.quern.error.InvalidRequestException;
import dev.quern.error.NotFoundException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The pairs of genre and audience that files have. */
@Repository
public class GaPairs {

  private static final String SELECT =
      """
      select g.id, g.project_id, g.file_id, g.genre, g.audience, g.active, g.warnings, g.create_at, g.update_at
      from ga_pair g
      """;

  private static final String ONE = SELECT + " where g.project_id = :project_id and g.id = :id";

  private static final String ACTIVE =
      SELECT + " where g.file_id = any(:file_ids) and g.active order by g.create_at, g.id";

  /** Uses the clock of each row, so that pairs proposed together keep their order. */
  private static final String INSERT =
      """
      insert into ga_pair (id, project_id, file_id, genre, audience, active, warnings, create_at, update_at)
      select :id, project_id, id, :genre, :audience, :active, cast(:warnings as text[]), clock_timestamp(),
             clock_timestamp()
      from source_file where project_id = :project_id and id = :file_id
      """;

  private static final String UPDATE =
      """
      update ga_pair set genre = :genre, audience = :audience, active = :active, update_at = now(),
             warnings = case when (genre, audience) = (:genre, :audience) then warnings else '{}' end
      where id = :id
      """;

  private static final String DELETE =
      "delete from ga_pair where project_id = :project_id and id = :id";

  private static final String ROUNDS =
      """
      select coalesce(avg(greatest(1,
          (select count(*) from ga_pair g where g.file_id = c.file_id and g.active))), 1)
      from chunk c where c.id = any(:ids)
      """;

  private static final PagedQuery<GaPair> LISTING =
      new PagedQuery<>("ga_pair g", "g", SELECT, "g.create_at, g.id", GaPairs::row);

  private final JdbcClient jdbc;
  private final BatchedReads<String, List<GaPair>> ofItems;

  GaPairs(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.ofItems = new BatchedReads<>("ga-pair-reads", this::activeOf);
  }

  /** The pairs of a project, of one file or all, active or not, oldest first. */
  public Page<GaPair> list(
      String projectId, @Nullable String fileId, @Nullable Boolean active, Paging paging) {
    var where =
        new WhereClause()
            .and("g.project_id = :project_id", "project_id", projectId)
            .and("g.file_id = :file_id", "file_id", fileId)
            .flag(active, "g.active", "not g.active");
    return LISTING.page(jdbc, where, paging);
  }

  /**
   * The active pairs of a file, oldest first, as they were at most a second ago; for items of a
   * run.
   */
  public List<GaPair> activeOf(String run, String fileId) {
    return ofItems.get(run, fileId).orElse(List.of());
  }

  private Map<String, List<GaPair>> activeOf(Collection<String> fileIds) {
    return jdbc
        .sql(ACTIVE)
        .param("file_ids", fileIds.toArray(String[]::new))
        .query(GaPairs::row)
        .list()
        .stream()
        .collect(Collectors.groupingBy(GaPair::fileId));
  }

  /** How many pairs chunks are asked about, on average: those of their file, or one without. */
  public double roundsPerChunk(Collection<String> chunkIds) {
    return jdbc.sql(ROUNDS)
        .param("ids", chunkIds.toArray(String[]::new))
        .query(Double.class)
        .single();
  }

  /**
   * The pair.
   *
   * @throws NotFoundException when the project has none of that id
   */
  public GaPair get(String projectId, String id) {
    return one(ONE, projectId, id);
  }

  /** Stores a pair of a person, who is not doubted; see the other. */
  @Transactional
  public GaPair create(String projectId, NewGaPair draft) {
    return create(projectId, draft, List.of());
  }

  /**
   * Stores a pair.
   *
   * @param warnings what is doubtful about it
   * @throws InvalidRequestException when a field is wrong, or the file is not in the project (422)
   */
  @Transactional
  public GaPair create(String projectId, NewGaPair draft, List<String> warnings) {
    var made = draft.edit();
    made.check();
    new FieldChecks().present("file_id", draft.fileId(), "the id of a file").done();
    var id = Ids.next();
    var added =
        jdbc.sql(INSERT)
            .param("id", id)
            .param("project_id", projectId)
            .param("file_id", draft.fileId())
            .param("genre", made.genre())
            .param("audience", made.audience())
            .param("active", made.active())
            .param("warnings", warnings.toArray(String[]::new))
            .update();
    if (added == 0) {
      throw InvalidRequestException.unknown("file_id", "file of this project", draft.fileId());
    }
    return get(projectId, id);
  }

  /** Applies a change. Questions that were asked for it stay as they are. */
  @Transactional
  public GaPair edit(String projectId, String id, UnaryOperator<GaPairEdit> change) {
    var edit = change.apply(one(ONE + " for update", projectId, id).edit());
    edit.check();
    jdbc.sql(UPDATE)
        .param("id", id)
        .param("genre", edit.genre())
        .param("audience", edit.audience())
        .param("active", edit.active())
        .update();
    return get(projectId, id);
  }

  /** Deletes the pair. Questions that were asked for it stay, without a pair. */
  public void delete(String projectId, String id) {
    if (jdbc.sql(DELETE).param("project_id", projectId).param("id", id).update() == 0) {
      throw NotFoundException.of("pair of genre and audience", id);
    }
  }

  private GaPair one(String sql, String projectId, String id) {
    return jdbc.sql(sql)
        .param("project_id", projectId)
        .param("id", id)
        .query(GaPairs::row)
        .optional()
        .orElseThrow(() -> NotFoundException.of("pair of genre and audience", id));
  }

  private static GaPair row(ResultSet row, int number) throws SQLException {
    return new GaPair(
        row.getString("id"),
        row.getString("project_id"),
        row.getString("file_id"),
        row.getString("genre"),
        row.getString("audience"),
        row.getBoolean("active"),
        List.of((String[]) row.getArray("warnings").getArray()),
        instant(row, "create_at"),
        instant(row, "update_at"));
  }
}
