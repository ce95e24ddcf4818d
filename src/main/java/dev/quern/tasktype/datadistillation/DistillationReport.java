package dev.quern.tasktype.datadistillation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quern.task.model.Task;
import dev.quern.tasktype.datadistillation.duplicates.DuplicateStaging;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code distilled_item}: what each item did, and its report in the task's detail. */
@Repository
class DistillationReport {

  /** Ids that the detail names; the rest is asked for with {@code removed=true}. */
  private static final int MAX_LISTED = 100;

  private static final String ADD =
      """
      insert into distilled_item as d (task_id, item_seq, changed, changed_ids, same_question, near_duplicate)
      values (:task_id, :seq, cardinality(cast(:ids as text[])), :ids, :same, :near)
      on conflict (task_id, item_seq) do update set
        changed = d.changed + excluded.changed, changed_ids = d.changed_ids || excluded.changed_ids,
        same_question = d.same_question + excluded.same_question,
        near_duplicate = d.near_duplicate + excluded.near_duplicate
      """;

  private static final String COUNTS =
      """
      select coalesce(sum(changed), 0) as changed, coalesce(sum(same_question), 0) as same_question,
             coalesce(sum(near_duplicate), 0) as near_duplicate
      from distilled_item where task_id = :task_id
      """;

  private static final String CHANGED =
      """
      select id from distilled_item d, unnest(d.changed_ids) with ordinality as c (id, n)
      where d.task_id = :task_id and d.changed > 0 order by d.item_seq, c.n limit :max
      """;

  private static final String REMOVED =
      """
      select id, removed_reason, duplicate_of, similarity from dataset_entry
      where project_id = :project_id and removed_at is not null and removed_by = :task_id
      order by create_at, id limit :max
      """;

  private final JdbcClient jdbc;

  DistillationReport(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void cleaned(Task task, int seq, List<String> changedIds) {
    if (!changedIds.isEmpty()) {
      add(task, seq, changedIds, new DuplicateStaging.Removed(0, 0));
    }
  }

  void removed(Task task, int seq, DuplicateStaging.Removed removed) {
    add(task, seq, List.of(), removed);
  }

  private void add(Task task, int seq, List<String> ids, DuplicateStaging.Removed removed) {
    jdbc.sql(ADD)
        .param("task_id", task.id())
        .param("seq", seq)
        .param("ids", ids.toArray(String[]::new))
        .param("same", removed.sameQuestion())
        .param("near", removed.nearDuplicates())
        .update();
  }

  /** The numbers of changed and removed entries with reasons, and the first ids of each. */
  ObjectNode of(Task task) {
    Map<String, Object> counts = jdbc.sql(COUNTS).param("task_id", task.id()).query().singleRow();
    ObjectNode detail = JsonNodeFactory.instance.objectNode();
    ObjectNode changed = detail.putObject("changed").put("count", number(counts, "changed"));
    ArrayNode ids = changed.putArray("ids");
    jdbc.sql(CHANGED)
        .param("task_id", task.id())
        .param("max", MAX_LISTED)
        .query(String.class)
        .list()
        .forEach(ids::add);
    long same = number(counts, "same_question");
    long near = number(counts, "near_duplicate");
    ObjectNode removed =
        detail
            .putObject("removed")
            .put("count", same + near)
            .put("same_question", same)
            .put("near_duplicate", near);
    putEntries(task, removed.putArray("entries"));
    return detail;
  }

  private void putEntries(Task task, ArrayNode entries) {
    jdbc.sql(REMOVED)
        .param("project_id", task.projectId())
        .param("task_id", task.id())
        .param("max", MAX_LISTED)
        .query(
            (RowCallbackHandler)
                row ->
                    entries
                        .addObject()
                        .put("id", row.getString("id"))
                        .put("reason", row.getString("removed_reason"))
                        .put("duplicate_of", row.getString("duplicate_of"))
                        .put("similarity", row.getBigDecimal("similarity")));
  }

  private static long number(Map<String, Object> counts, String name) {
    return ((Number) counts.get(name)).longValue();
  }
}
