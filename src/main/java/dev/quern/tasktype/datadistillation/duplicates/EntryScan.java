package dev.quern.tasktype.datadistillation.duplicates;

import dev.quern.task.model.Task;
import dev.quern.task.store.ItemQuery;
import dev.quern.tasktype.input.ItemSelection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All entries of a project through a cursor, in batches, for the search for duplicates. */
@Repository
public class EntryScan {

  private static final int ROWS_AT_ONCE = 100;
  private static final int BATCH = 2000;
  private static final int BATCH_CHARACTERS = 8_000_000;

  private static final String READ =
      """
      select e.id, e.question, e.answer, e.language, %s as removable
      from dataset_entry e
      where e.project_id = :project_id and e.removed_at is null
      order by e.create_at %s, e.id %2$s
      """;

  private final JdbcClient jdbc;
  private final NamedParameterJdbcTemplate cursors;
  private final ItemSelection selection;

  EntryScan(JdbcClient jdbc, JdbcTemplate template, ItemSelection selection) {
    this.jdbc = jdbc;
    this.selection = selection;
    JdbcTemplate fetching = new JdbcTemplate(Objects.requireNonNull(template.getDataSource()));
    fetching.setFetchSize(ROWS_AT_ONCE);
    this.cursors = new NamedParameterJdbcTemplate(fetching);
  }

  public long count(Task task) {
    return jdbc.sql(
            "select count(*) from dataset_entry where project_id = :id and removed_at is null")
        .param("id", task.projectId())
        .query(Long.class)
        .single();
  }

  /**
   * Passes all entries of the project to the sink, oldest or newest first. Called in a transaction,
   * which a cursor needs.
   */
  public void each(Task task, boolean oldestFirst, Consumer<List<ScannedEntry>> sink) {
    ItemQuery named = selection.entries(task, "true");
    Map<String, Object> parameters = new HashMap<>(named.parameters());
    String removable = task.input() == null ? "true" : "e.id in (" + named.sql() + ")";
    List<ScannedEntry> batch = new ArrayList<>();
    long[] characters = new long[1];
    cursors.query(
        READ.formatted(removable, oldestFirst ? "" : "desc"),
        parameters,
        row -> {
          ScannedEntry entry =
              new ScannedEntry(
                  row.getString("id"),
                  row.getString("question"),
                  row.getString("answer"),
                  row.getString("language"),
                  row.getBoolean("removable"));
          batch.add(entry);
          characters[0] += entry.question().length() + entry.answer().length();
          if (batch.size() >= BATCH || characters[0] >= BATCH_CHARACTERS) {
            sink.accept(List.copyOf(batch));
            batch.clear();
            characters[0] = 0;
          }
        });
    if (!batch.isEmpty()) {
      sink.accept(batch);
    }
  }
}
