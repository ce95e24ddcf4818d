package dev.quern.pipeline;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The versions of files: what came from one belongs to the next once that has taken over. */
@Repository
class FileVersions {

  /** For each file the newest of its versions that has taken over or, if wanted, is processed. */
  private static final String CURRENT =
      """
      with recursive version as (
          select id as first, id, replaced_by from source_file
          where project_id = :project_id and id = any(:ids)
          union
          select v.first, f.id, f.replaced_by from source_file f join version v on f.id = v.replaced_by)
      select distinct on (f.id) n.id from source_file f
      join source_file n on n.project_id = f.project_id and n.file_name = f.file_name
          and (n.version_at, n.id) >= (f.version_at, f.id)
          and ((f.id, n.id) in (select first, id from version)
              or :processed and exists (select 1 from pipeline p where p.file_id = n.id))
      where f.project_id = :project_id and f.id = any(:ids)
      order by f.id, n.version_at desc, n.id desc
      """;

  private final JdbcClient jdbc;

  FileVersions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The current versions of files. So a pipeline of an old version that ends late writes the
   * current content over it, not its own or the nothing that is left of that.
   *
   * @param processed whether a newer version with a pipeline of its own is current, though it has
   *     not taken over
   */
  List<String> current(String projectId, List<String> fileIds, boolean processed) {
    List<String> current =
        jdbc.sql(CURRENT)
            .param("project_id", projectId)
            .param("ids", fileIds.toArray(String[]::new))
            .param("processed", processed)
            .query(String.class)
            .list();
    return current.isEmpty() ? fileIds : current; // of files that are deleted nothing is exported
  }
}
