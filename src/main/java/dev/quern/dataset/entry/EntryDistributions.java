package dev.quern.dataset.entry;

import dev.quern.dataset.WhereClause;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts entries by label, warning and length. */
@Repository
public class EntryDistributions {

  private static final String LABELS =
      """
      select e.question_label as name, count(*) as count from dataset_entry e %s
        and e.question_label is not null
      group by 1 order by 2 desc, 1 limit 12
      """;

  private static final String WARNINGS =
      """
      select w as name, count(*) as count from dataset_entry e cross join unnest(e.warnings) w %s
      group by 1 order by 2 desc, 1
      """;

  /** The classes of answer lengths, in characters. */
  private static final String LENGTHS =
      """
      select step.name, count(*) as count
      from dataset_entry e
      join (values (1, '< 50', 0, 50), (2, '50–199', 50, 200), (3, '200–499', 200, 500),
                   (4, '500–999', 500, 1000), (5, '1000–1999', 1000, 2000),
                   (6, '≥ 2000', 2000, 2147483647)) step (place, name, low, high)
        on char_length(e.answer) >= step.low and char_length(e.answer) < step.high
      %s group by step.place, step.name order by step.place
      """;

  private final JdbcClient jdbc;

  EntryDistributions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The number of entries in one class. */
  public record Share(String name, long count) {}

  /**
   * The distributions of the entries that pass the filter: {@code lengths} of answers in
   * characters, {@code labels} (the twelve most frequent) and {@code warnings}.
   */
  public Map<String, List<Share>> of(EntryFilter filter) {
    Map<String, List<Share>> all = new LinkedHashMap<>();
    all.put("lengths", shares(LENGTHS, filter.where()));
    all.put("labels", shares(LABELS, filter.where()));
    all.put("warnings", shares(WARNINGS, filter.where()));
    return all;
  }

  private List<Share> shares(String sql, WhereClause where) {
    return jdbc.sql(sql.formatted(where.sql())).params(where.values()).query(Share.class).list();
  }
}
