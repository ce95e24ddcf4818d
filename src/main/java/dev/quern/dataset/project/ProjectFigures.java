package dev.quern.dataset.project;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts the rows of projects and files. */
@Repository
public class ProjectFigures {

  private static final String OF_PROJECT =
      """
      select (select count(*) from source_file where project_id = :id) as files,
             (select count(*) from image where project_id = :id) as images,
             (select count(*) from chunk where project_id = :id) as chunks,
             (select count(*) from question where project_id = :id) as questions,
             (select count(*) from dataset_entry where project_id = :id and removed_at is null) as entries,
             (select count(*) from dataset_entry where project_id = :id and removed_at is not null) as removed,
             (select avg(score) from dataset_entry where project_id = :id and removed_at is null) as mean_score,
             (select count(*) from conversation where project_id = :id) as conversations,
             (select count(*) from image_entry where project_id = :id) as image_entries
      """;

  private static final String OF_FILES =
      """
      select f.id, (select count(*) from chunk c where c.file_id = f.id) as chunks,
             (select count(*) from question q where q.file_id = f.id) as questions,
             (select count(*) from dataset_entry e where e.file_id = f.id and e.removed_at is null) as entries
      from source_file f where f.id = any(:ids)
      """;

  private final JdbcClient jdbc;

  ProjectFigures(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The counts of a project.
   *
   * @param removed entries that are removed and can still be restored
   * @param meanScore to two decimals; null where no entry has a score
   */
  public record Figures(
      long files,
      long images,
      long chunks,
      long questions,
      long entries,
      long removed,
      @Nullable BigDecimal meanScore,
      long conversations,
      long imageEntries) {}

  /** The numbers of rows that came from a file. */
  public record OfFile(long chunks, long questions, long entries) {}

  /** The figures of a project; all 0 for one that does not exist. */
  public Figures of(String projectId) {
    return jdbc.sql(OF_PROJECT)
        .param("id", projectId)
        .query(
            (row, n) ->
                new Figures(
                    row.getLong("files"),
                    row.getLong("images"),
                    row.getLong("chunks"),
                    row.getLong("questions"),
                    row.getLong("entries"),
                    row.getLong("removed"),
                    rounded(row.getBigDecimal("mean_score")),
                    row.getLong("conversations"),
                    row.getLong("image_entries")))
        .single();
  }

  /** The numbers of rows that came from each of these files. */
  public Map<String, OfFile> ofFiles(Collection<String> fileIds) {
    Map<String, OfFile> figures = new LinkedHashMap<>();
    jdbc.sql(OF_FILES)
        .param("ids", fileIds.toArray(String[]::new))
        .query(
            row -> {
              figures.put(
                  row.getString("id"),
                  new OfFile(
                      row.getLong("chunks"), row.getLong("questions"), row.getLong("entries")));
            });
    return figures;
  }

  private static @Nullable BigDecimal rounded(@Nullable BigDecimal mean) {
    return mean == null ? null : mean.setScale(2, RoundingMode.HALF_UP);
  }
}
