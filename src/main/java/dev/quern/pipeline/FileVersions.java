package dev.quern.pipeline;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The versions of files: what came from one belongs to the next once that has taken over. */
@Repository
class FileVersions {

  private static final String SUCCESSORS =
      """
      with recursive version as (
          select id, replaced_by from source_file
          where project_id = :project_id and id = any(:ids)
          union
          select f.id, f.replaced_by from source_file f join version v on f.id = v.replaced_by)
      select id from version
      """;

  private final JdbcClient jdbc;

  FileVersions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The files and the versions that have replaced them. So a pipeline of an old version that ends
   * late writes the current content, not the nothing that is left of its own.
   */
  List<String> withSuccessors(String projectId, List<String> fileIds) {
    Set<String> all = new LinkedHashSet<>(fileIds);
    if (!all.isEmpty()) {
      all.addAll(
          jdbc.sql(SUCCESSORS)
              .param("project_id", projectId)
              .param("ids", fileIds.toArray(String[]::new))
              .query(String.class)
              .list());
    }
    return List.copyOf(all);
  }
}
