package dev.quern.tasktype.input;

import dev.quern.task.model.Task;
import dev.quern.task.store.ItemQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Selects the items of a task by lineage: the files, chunks and questions that an input means.
 * Named rows are taken even if they have results; without an input, it selects everything in the
 * project that still lacks this step.
 */
@Component
public class ItemSelection {

  /** Excludes entries that cleaning has removed. */
  static final String LIVE_ENTRIES = "(select * from dataset_entry where removed_at is null)";

  /**
   * A question without a chunk has no text for an answer, so it is selected only if the input names
   * it.
   */
  private static final String HAS_TEXT = "r.chunk_id is not null";

  /** A skipped chunk is selected only if the input names it. */
  private static final String NOT_SKIPPED = "r.skip_reason is null";

  /** The files of a task for type text-processing. */
  public ItemQuery files(Task task) {
    // Of the versions of a document the newest: the others have had their time.
    String lacking =
        "not exists (select 1 from chunk c where c.file_id = r.id) and not exists (select 1 from"
            + " source_file n where n.project_id = r.project_id and n.file_name = r.file_name"
            + " and (n.version_at, n.id) > (r.version_at, r.id))";
    return query(
        task,
        "from source_file r",
        "true",
        "r.create_at, r.id",
        lacking,
        Map.of("file_ids", "r.id = any(:file_ids)"));
  }

  /** The chunks of a task for type question-generation. */
  public ItemQuery chunks(Task task) {
    return query(
        task,
        "from chunk r",
        task.input() == null ? NOT_SKIPPED : "true",
        "r.file_id, r.index, r.id",
        "not exists (select 1 from question q where q.chunk_id = r.id)",
        Map.of(
            "file_ids",
            "r.file_id = any(:file_ids) and " + NOT_SKIPPED,
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
    return questions(
        task,
        "not r.settled and not exists (select 1 from dataset_entry e where e.question_id = r.id)");
  }

  /** The questions about documents of a task for type multi-turn-generation. */
  public ItemQuery questionsToDiscuss(Task task) {
    return questions(
        task,
        "not r.settled and not exists (select 1 from conversation v where v.question_id = r.id)");
  }

  private static ItemQuery questions(Task task, String lacking) {
    return query(
        task,
        "from question r",
        "r.image_id is null" + (task.input() == null ? " and " + HAS_TEXT : ""),
        "r.create_at, r.id",
        lacking,
        Map.of(
            "file_ids",
            "r.file_id = any(:file_ids) and " + HAS_TEXT,
            "chunk_ids",
            "r.chunk_id = any(:chunk_ids)",
            "question_ids",
            "r.id = any(:question_ids)",
            "dataset_ids",
            "exists (select 1 from dataset_entry e where e.question_id = r.id"
                + " and e.id = any(:dataset_ids))"));
  }

  /** The images of a task for type image-question-generation. */
  public ItemQuery images(Task task) {
    return query(
        task,
        "from image r",
        "true",
        "r.create_at, r.id",
        "not exists (select 1 from question q where q.image_id = r.id)",
        Map.of(
            "file_ids",
            "r.file_id = any(:file_ids)",
            "image_ids",
            "r.id = any(:image_ids)",
            "question_ids",
            "exists (select 1 from question q where q.image_id = r.id"
                + " and q.id = any(:question_ids))"));
  }

  /** The questions about images of a task for type image-dataset-generation. */
  public ItemQuery imageQuestions(Task task) {
    return query(
        task,
        "from question r",
        "r.image_id is not null",
        "r.create_at, r.id",
        "not exists (select 1 from image_entry e where e.question_id = r.id)",
        Map.of(
            "file_ids",
            "exists (select 1 from image i where i.id = r.image_id"
                + " and i.file_id = any(:file_ids))",
            "image_ids",
            "r.image_id = any(:image_ids)",
            "question_ids",
            "r.id = any(:question_ids)"));
  }

  /**
   * The entries of a task, without those that cleaning removed.
   *
   * @param lacking which entries {@code r} still lack this step, for a task without an input
   */
  public ItemQuery entries(Task task, String lacking) {
    return query(
        task,
        "from " + LIVE_ENTRIES + " r",
        "true",
        "r.create_at, r.id",
        lacking,
        Map.of(
            "file_ids",
            "r.file_id = any(:file_ids)",
            "chunk_ids",
            "r.chunk_id = any(:chunk_ids)",
            "question_ids",
            "r.question_id = any(:question_ids)",
            "dataset_ids",
            "r.id = any(:dataset_ids)"));
  }

  /**
   * @param from the from clause of the rows {@code r}
   * @param about a condition that always applies
   * @param lacking the condition of rows that still lack this step
   * @param conditions the conditions by input field, for rows that the field names
   */
  private static ItemQuery query(
      Task task,
      String from,
      String about,
      String order,
      String lacking,
      Map<String, String> conditions) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("project_id", task.projectId());
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
      condition += task.input().leavesOutDone() ? " and " + lacking : "";
    }
    return new ItemQuery(
        "select r.id %s where r.project_id = :project_id and %s and %s order by %s"
            .formatted(from, condition, about, order),
        parameters);
  }
}
