package dev.quern.tasktype.datadistillation;

import dev.quern.task.model.Task;
import dev.quern.task.store.ItemQuery;
import dev.quern.tasktype.input.ItemSelection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The entries of a task in pages of 500, oldest first. */
@Repository
class EntryPages {

  /** The ref of the final item, which searches for duplicates. */
  static final String DUPLICATES = "duplicates";

  /** The sort key of an entry in the order of pages, for a column {@code e.create_at}. */
  static final String MICROS = "(extract(epoch from e.create_at) * 1000000)::bigint";

  private static final String SEEN = "(extract(epoch from e.update_at) * 1000000)::bigint";

  private static final String ITEMS =
      """
      with chosen as (%s),
           placed as (select e.id, e.create_at, row_number() over (order by e.create_at, e.id) - 1 as n,
                             count(*) over () as total
                      from dataset_entry e join chosen c on c.id = e.id)
      select item.id, item.weight, item.is_final_step from (
        select string_agg(%s || ':' || e.id, '%s' order by e.n) as id,
               least(500, max(e.total) - e.n / 500 * 500)::int as weight,
               false as is_final_step, e.n / 500 as page
        from placed e where e.n %% 500 in (0, 499) or e.n = e.total - 1 group by e.n / 500
        union all
        select '%s', 0, true, 9223372036854775807 where :duplicates and exists (select 1 from chosen)
      ) item order by item.page
      """;

  private static final String READ =
      """
      select e.id, e.question, e.answer, e.cot, e.answer_type, %s as seen
      from dataset_entry e
      where e.project_id = :project_id and e.removed_at is null
        and (e.create_at, e.id) >= (timestamptz 'epoch' + :from_time * interval '1 microsecond', :from_id)
        and (e.create_at, e.id) <= (timestamptz 'epoch' + :to_time * interval '1 microsecond', :to_id)
      """
          .formatted(SEEN);

  /**
   * A page has 500 entries, plus restored ones. Without the limit, the planner would read the whole
   * table for each page, because it cannot estimate the range of a page.
   */
  private static final String ORDER = " order by e.create_at, e.id limit 1000";

  /** Skips an entry that has changed since it was read. */
  private static final String STORE =
      """
      update dataset_entry e set question = c.question, answer = c.answer, cot = c.cot, update_at = now()
      from unnest(:ids::text[], :questions::text[], :answers::text[], :cots::text[], :seen::bigint[])
           as c (id, question, answer, cot, seen)
      where e.id = c.id and %s = c.seen and e.removed_at is null
      returning e.id
      """
          .formatted(SEEN);

  private final JdbcClient jdbc;
  private final ItemSelection selection;

  EntryPages(JdbcClient jdbc, ItemSelection selection) {
    this.jdbc = jdbc;
    this.selection = selection;
  }

  /** The pages, weighted by their entries, and after them the search for duplicates. */
  ItemQuery items(Task task, boolean duplicates) {
    ItemQuery entries = selection.entries(task, "true");
    Map<String, Object> parameters = new HashMap<>(entries.parameters());
    parameters.put("duplicates", duplicates);
    String sql = ITEMS.formatted(entries.sql(), MICROS, PageRef.BETWEEN, DUPLICATES);
    return new ItemQuery(sql, parameters, true);
  }

  /** The entries of a page that still exist. */
  List<CleanableEntry> read(Task task, PageRef page) {
    ItemQuery entries = selection.entries(task, "true");
    boolean all = task.input() == null;
    return jdbc.sql(READ + (all ? "" : " and e.id in (" + entries.sql() + ")") + ORDER)
        .params(entries.parameters())
        .param("from_time", page.fromTime())
        .param("from_id", page.fromId())
        .param("to_time", page.toTime())
        .param("to_id", page.toId())
        .query(EntryPages::row)
        .list();
  }

  private static CleanableEntry row(ResultSet row, int number) throws SQLException {
    return new CleanableEntry(
        row.getString("id"),
        row.getString("question"),
        row.getString("answer"),
        row.getString("cot"),
        row.getString("answer_type"),
        row.getLong("seen"));
  }

  /** Stores clean texts, and returns the ids of the changed entries. */
  List<String> store(List<CleanableEntry> entries) {
    if (entries.isEmpty()) {
      return List.of();
    }
    return jdbc.sql(STORE)
        .param("ids", column(entries, CleanableEntry::id))
        .param("questions", column(entries, CleanableEntry::question))
        .param("answers", column(entries, CleanableEntry::answer))
        .param("cots", column(entries, CleanableEntry::cot))
        .param("seen", entries.stream().map(CleanableEntry::seen).toArray(Long[]::new))
        .query(String.class)
        .list();
  }

  private static String[] column(
      List<CleanableEntry> entries, Function<CleanableEntry, String> text) {
    return entries.stream().map(text).toArray(String[]::new);
  }
}
