package dev.quern.pipeline;

import dev.quern.task.model.TaskInput;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Names the files that pipelines write to the outbox, after their input. */
@Component
@Transactional(readOnly = true)
public class PipelineNames {

  private final JdbcClient jdbc;

  PipelineNames(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** How the file of a pipeline is named: after the one file of its input, else the project. */
  public String stem(String projectId, @Nullable TaskInput input) {
    if (input != null && input.fileIds() != null && input.fileIds().size() == 1) {
      Optional<String> name =
          jdbc.sql("select file_name from source_file where project_id = :project_id and id = :id")
              .param("project_id", projectId)
              .param("id", input.fileIds().get(0))
              .query(String.class)
              .optional();
      if (name.isPresent()) {
        return FileNames.stem(name.get());
      }
    }
    return jdbc.sql("select name from project where id = :project_id")
        .param("project_id", projectId)
        .query(String.class)
        .single();
  }

  /** The name of a file's dataset: its stem, or its whole name where another file has the stem. */
  public String stemOf(String projectId, String fileName) {
    String stem = FileNames.stem(fileName);
    boolean taken =
        jdbc.sql(
                """
                select exists (select 1 from pipeline p join source_file f on f.id = p.file_id
                    where p.project_id = :project_id and p.stem = :stem and f.file_name <> :file_name)
                """)
            .param("project_id", projectId)
            .param("stem", stem)
            .param("file_name", fileName)
            .query(Boolean.class)
            .single();
    return taken ? fileName : stem;
  }
}
