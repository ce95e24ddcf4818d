package dev.quern.tasktype.warning;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.task.model.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts the chunks that a task skips because of their content. */
@Repository
public class SkippedChunks {

  private static final String COUNT =
      """
      select r.skip_reason, count(*) as count from chunk r
      where r.project_id = :project_id and r.skip_reason is not null
          and not exists (select 1 from question q where q.chunk_id = r.id) %s
      group by 1 order by 1
      """;

  private final JdbcClient jdbc;

  SkippedChunks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** {@code skipped_chunks} with a number for each reason; empty if none were skipped. */
  public ObjectNode report(Task task) {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    Map<String, Long> counts = counts(task);
    if (!counts.isEmpty()) {
      ObjectNode skipped = report.putObject("skipped_chunks");
      counts.forEach(skipped::put);
    }
    return report;
  }

  /** A clause for people that says what was skipped; null if nothing was. */
  public @Nullable String words(Task task) {
    Map<String, Long> counts = counts(task);
    if (counts.isEmpty()) {
      return null;
    }
    String reasons =
        counts.entrySet().stream()
            .map(count -> count.getKey() + ": " + count.getValue())
            .collect(Collectors.joining(", "));
    return "chunks are left out as not worth a question ("
        + reasons
        + "); name them in input.chunk_ids to ask about them all the same.";
  }

  private Map<String, Long> counts(Task task) {
    Map<String, Long> counts = new LinkedHashMap<>();
    List<String> files =
        task.input() == null ? List.of() : task.input().named().getOrDefault("file_ids", List.of());
    if (task.input() == null || !files.isEmpty()) {
      jdbc.sql(COUNT.formatted(files.isEmpty() ? "" : "and r.file_id = any(:files)"))
          .param("project_id", task.projectId())
          .param("files", files.toArray(String[]::new))
          .query((row, n) -> counts.put(row.getString("skip_reason"), row.getLong("count")))
          .list();
    }
    return counts;
  }
}
