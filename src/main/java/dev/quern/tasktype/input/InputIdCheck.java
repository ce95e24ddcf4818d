package dev.quern.tasktype.input;

import dev.quern.error.InvalidRequestException;
import dev.quern.task.model.TaskInput;
import dev.quern.task.type.InputValidator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Refuses an input without ids, or with ids that its project does not have. */
@Component
class InputIdCheck implements InputValidator {

  private static final Map<String, String> TABLES =
      Map.of(
          "file_ids", "source_file",
          "chunk_ids", "chunk",
          "question_ids", "question",
          "dataset_ids", ItemSelection.LIVE_ENTRIES,
          "image_ids", "image");

  private final JdbcClient jdbc;

  InputIdCheck(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void check(String projectId, TaskInput input) {
    if (input.named().isEmpty()) {
      throw InvalidRequestException.field(
          "input", "names nothing; leave it out for everything that still lacks this step");
    }
    input.named().forEach((field, ids) -> check(projectId, field, ids));
  }

  private void check(String projectId, String field, List<String> ids) {
    if (ids.isEmpty()) {
      throw InvalidRequestException.field("input." + field, "is empty");
    }
    Set<String> unknown = new HashSet<>(ids);
    jdbc.sql(
            "select id from "
                + TABLES.get(field)
                + " r where project_id = :project_id and id = any(:ids)")
        .param("project_id", projectId)
        .param("ids", ids.toArray(String[]::new))
        .query(String.class)
        .list()
        .forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      List<String> first = ids.stream().filter(unknown::contains).distinct().limit(5).toList();
      throw InvalidRequestException.unprocessable(
          "input." + field,
          unknown.size()
              + " of them do not exist in this project, for instance "
              + String.join(", ", first));
    }
  }
}
