package dev.quern.tasktype;

import dev.quern.InvalidRequestException;
import dev.quern.task.InputCheck;
import dev.quern.task.ItemQuery;
import dev.quern.task.Task;
import dev.quern.task.TaskInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Follows lineage: which files, chunks and questions an input means. What is named is taken also
 * where results exist; with no input, it is everything of the project that still lacks this step.
 */
@Component
public class InputRows implements InputCheck {

  /** What cleaning removed is no entry for a task. */
  private static final String LIVE_ENTRIES =
      "(select * from dataset_entry where removed_at is null)";

  private static final Map<String, String> TABLES =
      Map.of(
          "file_ids", "source_file",
          "chunk_ids", "chunk",
          "question_ids", "question",
          "dataset_ids", LIVE_ENTRIES,
          "image_ids", "image");

  private final JdbcClient jdbc;

  InputRows(JdbcClient jdbc) {
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
                + " r where project_id = :projectId and id = any(:ids)")
        .param("projectId", projectId)
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

  /** The files of a task for type text-processing. */
  public ItemQuery files(Task task) {
    String lacking = "not exists (select 1 from chunk c where c.file_id = r.id)";
    return query(
        task,
        "source_file",
        "r.create_at, r.id",
        lacking,
        Map.of("file_ids", "r.id = any(:file_ids)"));
  }

  /** The chunks of a task for type question-generation. */
  public ItemQuery chunks(Task task) {
    return query(
        task,
        "chunk",
        "r.file_id, r.index, r.id",
        "not exists (select 1 from question q where q.chunk_id = r.id)",
        Map.of(
            "file_ids",
            "r.file_id = any(:file_ids)",
            "chunk_ids",
            "r.id = any(:chunk_ids)",
            "question_ids",
            "exists (select 1 from question q where q.chunk_id = r.id"
                + " and q.id = any(:question_ids))",
            "dataset_ids",
            "exists (select 1 from dataset_entry e where e.chunk_id = r.id"
                + " and e.id = any(:dataset_ids))"));
  }

  /** The questions about documents of a task for type answer-generation. */
  public ItemQuery questions(Task task) {
    ItemQuery all =
        query(
            task,
            "question",
            "r.create_at, r.id",
            "not r.settled and not exists"
                + " (select 1 from dataset_entry e where e.question_id = r.id)",
            Map.of(
                "file_ids",
                "exists (select 1 from chunk c where c.id = r.chunk_id"
                    + " and c.file_id = any(:file_ids))",
                "chunk_ids",
                "r.chunk_id = any(:chunk_ids)",
                "question_ids",
                "r.id = any(:question_ids)",
                "dataset_ids",
                "exists (select 1 from dataset_entry e where e.question_id = r.id"
                    + " and e.id = any(:dataset_ids))"));
    return new ItemQuery(
        all.sql().replace(" order by", " and r.image_id is null order by"), all.parameters());
  }

  /**
   * The entries of a task, without those that cleaning removed.
   *
   * @param lacking which entries {@code r} still lack this step, for a task without an input
   */
  public ItemQuery entries(Task task, String lacking) {
    return query(
        task,
        LIVE_ENTRIES,
        "r.create_at, r.id",
        lacking,
        Map.of(
            "file_ids",
            "exists (select 1 from chunk c where c.id = r.chunk_id and c.file_id = any(:file_ids))",
            "chunk_ids",
            "r.chunk_id = any(:chunk_ids)",
            "question_ids",
            "r.question_id = any(:question_ids)",
            "dataset_ids",
            "r.id = any(:dataset_ids)"));
  }

  private static ItemQuery query(
      Task task, String table, String order, String lacking, Map<String, String> conditions) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("projectId", task.projectId());
    String condition = lacking;
    if (task.input() != null) {
      List<String> any = new ArrayList<>();
      task.input()
          .named()
          .forEach(
              (field, ids) -> {
                String one = conditions.get(field);
                if (one != null) {
                  any.add(one);
                  parameters.put(field, ids.toArray(String[]::new));
                }
              });
      condition = any.isEmpty() ? "false" : "(" + String.join(" or ", any) + ")";
    }
    return new ItemQuery(
        "select r.id from "
            + table
            + " r where r.project_id = :projectId and "
            + condition
            + " order by "
            + order,
        parameters);
  }
}
